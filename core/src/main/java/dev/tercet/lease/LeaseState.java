package dev.tercet.lease;

import dev.tercet.error.EtcdException;

/**
 * How a lease that is kept alive is doing.
 *
 * @since 0.1
 */
public sealed interface LeaseState {
    /** Renewed in time, as far as we know. */
    record Active() implements LeaseState {}

    /**
     * A renewal failed, and the time to live is not over yet: we go on trying.
     *
     * @param cause why the last one failed
     */
    record Unreachable(EtcdException cause) implements LeaseState {}

    /**
     * It is over: the server says so, or its time ran out on our clock without a renewal. Its keys are gone or about to go.
     *
     * @param reason which of the two, or what else
     * @param message for people
     */
    record Lost(Reason reason, String message) implements LeaseState {}

    /** We stopped keeping it alive. */
    record Closed() implements LeaseState {}

    /** Why a lease was lost. */
    enum Reason {
        /** The server has no such lease: it expired there or was revoked. */
        GONE,
        /** Its time to live ran out on our clock, and no renewal got through. */
        RAN_OUT,
        /** The server refuses the renewal for good, such as for want of permission. */
        REFUSED
    }

    /** Whether this is the last state there will be. */
    default boolean isFinal() {
        return this instanceof Lost || this instanceof Closed;
    }
}
