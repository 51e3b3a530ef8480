package dev.tercet.embedded.internal.front.call;

import dev.tercet.embedded.internal.status.EtcdError;

/** A call or stream that the server itself can end. */
@FunctionalInterface
public interface OpenCall {
    /** Ends it, unless it has ended already. On any thread. */
    void endBy(EtcdError error);
}
