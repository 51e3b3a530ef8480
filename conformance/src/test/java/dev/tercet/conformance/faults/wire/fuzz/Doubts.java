package dev.tercet.conformance.faults.wire.fuzz;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import java.util.EnumSet;
import java.util.Set;

/** Which failures leave it open whether a write was done. With every other one the server says that it was not. */
final class Doubts {
    private static final Set<ErrorCode> OPEN = EnumSet.of(
            ErrorCode.UNAVAILABLE,
            ErrorCode.TIMEOUT,
            ErrorCode.CANCELLED,
            ErrorCode.UNKNOWN,
            ErrorCode.PROTOCOL,
            ErrorCode.CLIENT_CLOSED,
            ErrorCode.INTERRUPTED);

    private Doubts() {}

    /**
     * Whether a write is said to be in doubt that was refused. It is sent again only if the attempt before was refused too, so that
     * the last one's failure decides.
     */
    static boolean needless(EtcdException failure) {
        return failure.outcome() == Outcome.UNKNOWN && !OPEN.contains(failure.code());
    }
}
