package dev.tercet.internal.watch;

import dev.tercet.error.EtcdException;
import dev.tercet.kv.Get;
import dev.tercet.watch.WatchSignal;

/** What a {@link WatchMachine} wants done, in the order given. */
sealed interface WatchEffect
        permits WatchEffect.Open,
                WatchEffect.Close,
                WatchEffect.Pause,
                WatchEffect.Read,
                WatchEffect.RefuseToken,
                WatchEffect.AskProgress,
                WatchEffect.Deliver,
                Parcel {
    /** Open a stream, giving up the one before; 0 is "from now on". */
    record Open(long startRevision) implements WatchEffect {}

    /** Give up whatever is under way: stream, read, pause. */
    record Close() implements WatchEffect {}

    /** Come back with {@code timeUp} after this long. */
    record Pause(long nanos) implements WatchEffect {}

    /** Read this page, and come back with {@code page} or {@code readFailed}. */
    record Read(Get page) implements WatchEffect {}

    /** Tell the engine that the stream's token was refused, and come back with {@code tokenRefused} and the cause. */
    record RefuseToken(EtcdException cause) implements WatchEffect {}

    /** Ask the server for a progress mark. */
    record AskProgress() implements WatchEffect {}

    /**
     * Hand this on.
     *
     * @param signal about this one range, in the keys of the wire
     * @param weight what it counts in the buffer
     */
    record Deliver(WatchSignal signal, long weight) implements WatchEffect {
        static Deliver of(WatchSignal signal) {
            return new Deliver(signal, Weight.of(signal));
        }
    }
}
