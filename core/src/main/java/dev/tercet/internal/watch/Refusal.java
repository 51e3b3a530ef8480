package dev.tercet.internal.watch;

import dev.tercet.error.EtcdException;
import java.util.List;

/**
 * What a failed or cancelled watch calls for. A cancel reason is the server's text, sometimes wrapped in {@code rpc error: code =
 * … desc = …}, so it is searched, not compared.
 */
enum Refusal {
    /** Try again where it was. */
    RETRY,
    /** The history is gone. */
    COMPACTED,
    /** The token is no good: authenticate and try again, twice at most. */
    TOKEN,
    /** Maybe the token after all, since older servers say so of an expired one: authenticate once, then believe it. */
    PERMISSION,
    /** No endpoint can be connected to as configured: final before any could, since then one could, and will again. */
    UNCONNECTED,
    /** It will not work. */
    FINAL;

    private static final List<String> TOKEN_TEXTS =
            List.of("invalid auth token", "revision of auth store is old", "user name is empty");
    private static final List<String> RETRY_TEXTS = List.of("no leader", "code = Unavailable", "for learner");

    /** What a cancel reason calls for. One that says nothing was not asked for by us: a blip. */
    static Refusal ofReason(String reason) {
        if (reason.isEmpty() || containsAny(reason, RETRY_TEXTS)) {
            return RETRY;
        } else if (reason.contains("has been compacted")) {
            return COMPACTED;
        } else if (containsAny(reason, TOKEN_TEXTS)) {
            return TOKEN;
        }
        return reason.contains("permission denied") ? PERMISSION : FINAL;
    }

    /** What a failure of the stream calls for. */
    static Refusal ofFailure(EtcdException failure) {
        return switch (failure.code()) {
            // The last two are what a broken proxy or a stopping server leaves behind, whoever is to
            // blame: to resume is harmless.
            case UNAVAILABLE, NO_LEADER, TIMEOUT, TOO_MANY_REQUESTS, UNHEALTHY_CLUSTER, UNKNOWN, CANCELLED -> RETRY;
            case COMPACTED -> COMPACTED;
            case CONNECTION_REJECTED -> UNCONNECTED;
            // A wrong password stays wrong.
            case UNAUTHENTICATED -> containsAny(String.valueOf(failure.getMessage()), TOKEN_TEXTS) ? TOKEN : FINAL;
            case PERMISSION_DENIED -> PERMISSION;
            // A learner does not serve watches; the next member will. What a transport cannot do, it never will.
            case UNSUPPORTED ->
                String.valueOf(failure.getMessage()).contains("learner")
                                && !(failure.getCause() instanceof UnsupportedOperationException)
                        ? RETRY
                        : FINAL;
            default -> FINAL;
        };
    }

    private static boolean containsAny(String reason, List<String> texts) {
        return texts.stream().anyMatch(reason::contains);
    }
}
