package dev.tercet.embedded.internal.rpc;

import dev.tercet.embedded.internal.status.EtcdError;
import org.jspecify.annotations.Nullable;

/**
 * What a client hears on a stream. To be called by one thread at a time; nothing waits.
 *
 * @param <R> a message
 */
public interface Outlet<R> {
    /** Whether a message would go on its way at once. It is taken in any case. When it becomes true again, {@link Inlet#ready} tells. */
    boolean isReady();

    void message(R message);

    /** The last thing said. Null is a good end. */
    void end(@Nullable EtcdError error);

    /** The client hears no more: its connection breaks. */
    void lose();
}
