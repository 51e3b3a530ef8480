package dev.tercet.embedded.internal.rpc;

import dev.tercet.embedded.internal.status.EtcdError;

/**
 * Takes the end of a call: exactly one of these, once, on any thread. Short, and without waiting.
 *
 * @param <R> the reply
 */
public interface Outcome<R> {
    void reply(R reply);

    void refuse(EtcdError error);

    /** The caller never hears of it: its connection breaks. */
    void lose();
}
