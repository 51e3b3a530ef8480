package dev.tercet.v2.internal.http;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.error.UnavailableException;
import dev.tercet.spi.WireFailure;
import dev.tercet.v2.error.V2ClusterIdChangedException;
import dev.tercet.v2.error.V2DisabledException;
import dev.tercet.v2.error.V2ErrorPayload;
import dev.tercet.v2.internal.error.V2Errors;

/** Why an answer is no good. The engine takes these for replies, since no other attempt would get a better one. */
sealed interface Fault {
    /**
     * As an exception.
     *
     * @param method the row's name
     * @param call what was asked, in words
     * @param where who answered
     */
    EtcdException toException(String method, String call, String where);

    /** The server said no, in v2's words. */
    record Said(V2ErrorPayload payload) implements Fault {
        @Override
        public EtcdException toException(String method, String call, String where) {
            return V2Errors.of(call, payload, Outcome.NOT_APPLIED, where);
        }
    }

    /** There is no such page, as of a server without the API. */
    record Disabled(String path) implements Fault {
        @Override
        public EtcdException toException(String method, String call, String where) {
            String message =
                    call + " at " + where + ": the v2 API is disabled on this server, or it never had the page "
                            + path + ". Start etcd up to 3.5 with --enable-v2, or use backend V3, which any server has;"
                            + " behind a proxy, see versionPrefix(...)";
            return new V2DisabledException(
                    new Details(ErrorCode.UNSUPPORTED, Outcome.NOT_APPLIED, message, method, where, null));
        }
    }

    /**
     * Another cluster answered.
     *
     * @param expected the one before
     * @param came the one that answered
     * @param changed whether that did what was asked for
     */
    record OtherCluster(String expected, String came, boolean changed) implements Fault {
        @Override
        public EtcdException toException(String method, String call, String where) {
            String message = call + " at " + where + ": cluster " + came + " answered, and not " + expected
                    + (changed ? "; it has, or may have, done there what was asked" : "; it changed nothing there")
                    + ". From now on " + came + " counts: see whether the endpoints are the right ones";
            Outcome outcome = changed ? Outcome.UNKNOWN : Outcome.NOT_APPLIED;
            return new V2ClusterIdChangedException(
                    new Details(ErrorCode.FAILED_PRECONDITION, outcome, message, method, where, null));
        }
    }

    /** The connection broke after a wait was registered: only who waits knows from where to go on. */
    record Interrupted(WireFailure failure) implements Fault {
        @Override
        public EtcdException toException(String method, String call, String where) {
            return new UnavailableException(new Details(
                    ErrorCode.UNAVAILABLE,
                    Outcome.NOT_APPLIED,
                    call + " at " + where + ": " + failure.message(),
                    method,
                    where,
                    failure.cause()));
        }
    }
}
