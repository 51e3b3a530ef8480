package dev.tercet.embedded.internal.rpc;

/**
 * Serves one kind of stream. A kind whose clients say one thing only gets it as one message, and then the half-close.
 *
 * @param <Q> what clients say
 * @param <R> what they hear
 */
@FunctionalInterface
public interface StreamHandler<Q, R> {
    /** Begins one. A refusal is an end said through the outlet, or thrown as an {@code EtcdError}. */
    Inlet<Q> open(Caller caller, Outlet<R> outlet);
}
