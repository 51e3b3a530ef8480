package dev.tercet.conformance.faults.check;

import dev.tercet.conformance.faults.history.End;
import dev.tercet.conformance.faults.history.History;
import dev.tercet.conformance.faults.history.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What failures say: NOT_APPLIED means not applied; UNKNOWN is only said where it could not be known; every call ends, in an
 * exception of the client's.
 */
final class OutcomeCheck {
    /** With these the server says that it did nothing, or the client sent nothing. */
    private static final Set<String> REFUSED = Set.of(
            "COMPACTED",
            "FUTURE_REVISION",
            "LEASE_NOT_FOUND",
            "LEASE_EXISTS",
            "LEASE_TTL_TOO_LARGE",
            "KEY_NOT_FOUND",
            "DUPLICATE_KEY",
            "TOO_MANY_OPERATIONS",
            "REQUEST_TOO_LARGE",
            "NO_SPACE",
            "COMPARE_FAILED",
            "UNAUTHENTICATED",
            "PERMISSION_DENIED",
            "CONNECTION_REJECTED",
            "INVALID_ARGUMENT");

    /** What ends a call that was sent, and breaks no line: its time is up, or its caller had enough. */
    private static final Set<String> IMPATIENT = Set.of("TIMEOUT", "CANCELLED", "INTERRUPTED", "RETRIED");

    /** Who waits for a call does not know where it went. */
    private static final String INTERRUPTED = "INTERRUPTED";

    private OutcomeCheck() {}

    static List<Violation> of(History history, Settings settings) {
        List<Violation> violations = new ArrayList<>();
        long most = settings.callsEnd().toNanos();
        Excuses excuses = new Excuses(history, settings);
        for (Operation operation : history.operations()) {
            End end = operation.end();
            if (Math.min(operation.ended(), history.taken()) - operation.began() > most) {
                violations.add(Violation.of(
                        "ends in time",
                        operation,
                        "not ended within " + settings.callsEnd().toMillis() + " ms"));
            }
            if (end instanceof End.Untyped untyped) {
                violations.add(Violation.of("typed errors", operation, "not one of the client's: " + untyped));
            }
            if (end instanceof End.Unknown unknown) {
                if (operation.act().isRead()) {
                    violations.add(Violation.of("outcome", operation, "a read has no unknown outcome"));
                } else if (REFUSED.contains(unknown.code())) {
                    violations.add(Violation.of("outcome", operation, "a refusal has no unknown outcome"));
                } else if (!unknown.sent() && !unknown.code().equals(INTERRUPTED)) {
                    violations.add(
                            Violation.of("outcome", operation, "what was sent to nobody has no unknown outcome"));
                } else if (!IMPATIENT.contains(unknown.code()) && !excuses.isThereAny(operation, unknown.member())) {
                    violations.add(Violation.of(
                            "outcome", operation, "nothing had failed that could have hidden it" + at(unknown)));
                } else if (unknown.code().equals("TIMEOUT") && excuses.isPassedOver(operation, unknown.member())) {
                    violations.add(Violation.of(
                            "outcome",
                            operation,
                            "no answer, though others had theirs and nothing had failed" + at(unknown)));
                }
            }
        }
        violations.addAll(applied(Values.of(history)));
        return violations;
    }

    private static String at(End.Unknown unknown) {
        return unknown.member() == null ? "" : " at " + unknown.member();
    }

    private static List<Violation> applied(Values values) {
        List<Violation> violations = new ArrayList<>();
        Set<Long> told = new HashSet<>();
        for (Values.Sight sight : values.sights()) {
            Operation writer =
                    values.writer(sight.written().key(), sight.written().value());
            if (writer != null && writer.end() instanceof End.NotApplied && told.add(writer.id())) {
                violations.add(Violation.of(
                        "not applied",
                        writer,
                        "applied all the same, as seen by " + sight.where() + ", of revision " + sight.modRevision()));
            }
        }
        return violations;
    }
}
