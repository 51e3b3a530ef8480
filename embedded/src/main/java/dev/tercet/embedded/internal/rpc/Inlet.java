package dev.tercet.embedded.internal.rpc;

import java.util.function.Consumer;

/**
 * What a client says on a stream. Called by one thread at a time.
 *
 * @param <Q> a message
 */
public interface Inlet<Q> {
    void message(Q message);

    /** The client will say no more, and may still listen. */
    void halfClose();

    /** The client went away. */
    void cancel();

    /** The outlet can take messages again. */
    void ready();

    /**
     * Whether so much of what it has said is still on its way to the outlet that it should not be asked more until some of that was
     * said. On any thread.
     */
    default boolean isFull() {
        return false;
    }

    /** An inlet for which messages are all that counts. */
    static <Q> Inlet<Q> of(Consumer<Q> messages) {
        return new Inlet<>() {
            @Override
            public void message(Q message) {
                messages.accept(message);
            }

            @Override
            public void halfClose() {}

            @Override
            public void cancel() {}

            @Override
            public void ready() {}
        };
    }
}
