package dev.tercet.v2.watch;

/**
 * Is told what a watch sees, one event at a time, on the client's callback threads. It may block, and may call the client.
 *
 * <p>One that throws ends its watch with that as the cause.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface V2WatchListener {
    /**
     * An event.
     *
     * @param stop ends the watch once this returns: no further event is told
     */
    void onEvent(V2Event event, Runnable stop);

    /**
     * The watch stands: whatever happens from now on is told. Once, and before any event.
     *
     * @param index the first index that it tells of
     */
    default void onStarted(long index) {}
}
