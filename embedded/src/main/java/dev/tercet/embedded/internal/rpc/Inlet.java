package dev.tercet.embedded.internal.rpc;

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
}
