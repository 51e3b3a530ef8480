package dev.tercet.gateway.internal.stream;

import dev.tercet.spi.WireFailure;

/**
 * Finds out what a stream's silence means.
 *
 * @param <R> a message
 */
interface SilenceCheck<R> {
    /** Takes one answer at most, on any thread. */
    interface Verdict {
        /** There was nothing to say. */
        void onNothing();

        /** Something was to be said, and should be here soon. */
        void onSomething();

        /** The stream is of no use. */
        void onFailure(WireFailure failure);
    }

    /** The stream said this last. */
    void heard(R message);

    /** What does it mean? Whoever asks asks again only after an answer, or after having given the last question up. */
    void ask(Verdict verdict);

    /** Nobody waits for an answer any more. */
    void giveUp();
}
