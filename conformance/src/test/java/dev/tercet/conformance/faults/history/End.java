package dev.tercet.conformance.faults.history;

import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** What came of a call, as its client was told. */
public sealed interface End {
    /**
     * It was answered.
     *
     * @param revision that of the answer's header; 0 if not known
     * @param succeeded of a compare-and-swap or a transaction whether the compares held, of a delete whether there was the key;
     *     otherwise true
     * @param seen of a get what was read; of a put or a delete what was there before, if that was asked for; of a
     *     compare-and-swap that failed what was there instead, if that was asked for; of a transaction one for each get of the
     *     branch that was taken, in their order. What was not asked for is left out, which is another thing than a key that was
     *     not there
     */
    record Returned(long revision, boolean succeeded, List<Seen> seen) implements End {
        public Returned {
            seen = List.copyOf(seen);
        }

        /** A get. */
        public static Returned read(long revision, Seen seen) {
            return new Returned(revision, true, List.of(seen));
        }

        /** A put. */
        public static Returned wrote(long revision) {
            return new Returned(revision, true, List.of());
        }

        /** A put that asked for what was there before. */
        public static Returned wrote(long revision, Seen before) {
            return new Returned(revision, true, List.of(before));
        }

        /** A delete, a compare-and-swap, or a transaction of writes. */
        public static Returned of(long revision, boolean succeeded, Seen... seen) {
            return new Returned(revision, succeeded, List.of(seen));
        }

        @Override
        public String toString() {
            return (succeeded ? "done" : "not so")
                    + (seen.isEmpty() ? "" : ": " + seen)
                    + (revision == 0 ? "" : " at revision " + revision);
        }
    }

    /** It failed, and the client says that nothing was changed. */
    record NotApplied(String code, String message) implements End {
        @Override
        public String toString() {
            return "NOT_APPLIED " + code;
        }
    }

    /**
     * It failed, and the client cannot say whether anything was changed.
     *
     * @param sent whether the client says to have sent it to anybody
     * @param member whom it says to have sent it to, by the name that faults have for it; null if nobody can tell who that was, or
     *     if it was more than one
     */
    record Unknown(
            String code,
            String message,
            boolean sent,
            @Nullable String member) implements End {
        /** Of one that was sent to somebody. */
        public Unknown(String code, String message) {
            this(code, message, true, null);
        }

        @Override
        public String toString() {
            return "UNKNOWN " + code;
        }
    }

    /** It failed with something that is none of the client's exceptions: a violation in itself, otherwise as {@link Unknown}. */
    record Untyped(String type, String message) implements End {
        @Override
        public String toString() {
            return "untyped " + type;
        }
    }

    /** It had not ended when the history was taken. */
    record Pending() implements End {
        @Override
        public String toString() {
            return "pending";
        }
    }

    /** What a failure says; the cause of an {@code ExecutionException} or {@code CompletionException} counts. */
    static End failed(Throwable failure) {
        return failed(failure, Map.of());
    }

    /**
     * The same, with the name of the member that it came from.
     *
     * @param members the names, by endpoint
     */
    static End failed(Throwable failure, Map<String, String> members) {
        Throwable cause = failure;
        while ((cause instanceof ExecutionException || cause instanceof java.util.concurrent.CompletionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = String.valueOf(cause.getMessage());
        if (!(cause instanceof EtcdException known)) {
            return new Untyped(cause.getClass().getName(), message);
        }
        String code = known.code().name();
        return known.outcome() == Outcome.NOT_APPLIED
                ? new NotApplied(code, message)
                : new Unknown(
                        code,
                        message,
                        known.endpoint().isPresent(),
                        known.endpoint().map(members::get).orElse(null));
    }
}
