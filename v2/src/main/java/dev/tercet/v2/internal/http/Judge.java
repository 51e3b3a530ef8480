package dev.tercet.v2.internal.http;

import dev.tercet.http.HttpHead;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import dev.tercet.spi.fault.ConnectionWords;
import dev.tercet.v2.error.V2ErrorPayload;
import dev.tercet.v2.internal.error.V2Codes;
import dev.tercet.v2.internal.error.V2Errors;
import dev.tercet.v2.internal.json.ErrorJson;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What answers mean that are not good: v2's own errors, and what others between us and the server have to say.
 *
 * <p>What may be otherwise in a moment is a failure, which the engine tries again if that repeats no write; all else is a fault. Where
 * there is a doubt whether a request got to the store, the failure is {@link Reach#LOST}: a write that is repeated although it was done is
 * worse than one that is reported as unknown.
 */
final class Judge {
    private static final String UPGRADING = "rolling upgrades";
    // What servers of 3.5 make of any update of a directory: they write a value to it, and pass on what comes of that.
    private static final Pattern WRAPPED = Pattern.compile("nodePath .* : Not a file\\b.*");

    private Judge() {}

    /** What became of a call: one of the two is there. */
    record Verdict(Optional<Fault> fault, Optional<WireFailure> failure) {
        private static final Verdict GOOD = new Verdict(Optional.empty(), Optional.empty());

        static Verdict of(Fault fault) {
            return new Verdict(Optional.of(fault), Optional.empty());
        }

        static Verdict of(WireFailure failure) {
            return new Verdict(Optional.empty(), Optional.of(failure));
        }
    }

    /** Of a whole answer that is no redirect. */
    static Verdict of(String path, HttpHead head, byte[] body) {
        int status = head.status();
        if (status >= 200 && status < 300) {
            return Verdict.GOOD;
        }
        Optional<V2ErrorPayload> said = looksLikeJson(body) ? ErrorJson.read(status, body) : Optional.empty();
        if (said.isPresent()) {
            return ofServer(said.get());
        }
        Page page = new Page(head, body);
        return page.isMissing() ? Verdict.of(new Fault.Disabled(path)) : Verdict.of(ofOthers(page, path));
    }

    private static boolean looksLikeJson(byte[] body) {
        return body.length > 0 && body[0] == '{';
    }

    private static Verdict ofServer(V2ErrorPayload said) {
        if (said.code() == V2Codes.RAFT_INTERNAL.number()
                && WRAPPED.matcher(said.cause()).matches()) {
            return Verdict.of(new Fault.Said(unwrapped(said)));
        }
        String words = V2Errors.words(said);
        if (said.message().contains(UPGRADING) || said.code() == V2Codes.LEADER_ELECTION.number()) {
            // Said before anything is done.
            return Verdict.of(passing(words, Reach.REFUSED, new Refusal(said)));
        }
        boolean passes = said.status() >= 500 && said.status() != 501 && said.status() != 505;
        return passes
                ? Verdict.of(passing(words, Reach.ANSWERED, new Refusal(said)))
                : Verdict.of(new Fault.Said(said));
    }

    /** A refusal for good, which is told as if it could pass. */
    private static V2ErrorPayload unwrapped(V2ErrorPayload said) {
        V2Codes meant = V2Codes.NOT_FILE;
        String cause = said.cause() + ": servers of 3.5 cannot change the time to live of a directory";
        return new V2ErrorPayload(meant.number(), meant.text(), cause, said.index(), said.status());
    }

    private static WireFailure ofOthers(Page page, String path) {
        int status = page.head().status();
        String came = page.words() + ", from " + path;
        if (page.isOfTls()) {
            return misconfigured(ConnectionWords.SPEAKS_TLS);
        }
        if (came.contains(UPGRADING)) {
            return passing(came, Reach.REFUSED, null);
        }
        return switch (status) {
            case 401 -> answered(StatusCode.UNAUTHENTICATED, "somebody before etcd wants to know who asks: " + came);
            case 405 -> answered(StatusCode.INVALID_ARGUMENT, "not a method for this path: " + came);
            case 413 -> answered(StatusCode.RESOURCE_EXHAUSTED, "a proxy takes no request that large: " + came);
            case 425, 429 -> passing("a proxy lets nothing through: " + came, Reach.REFUSED, null);
            case 421 -> misconfigured("the server does not go by this name (see etcd's --host-whitelist): " + came);
            // It may have passed the request on before it gave up.
            case 408, 499 -> passing("not etcd's v2 API: " + came, Reach.LOST, null);
            default ->
                status >= 500 && status != 501 && status != 505
                        ? passing("not etcd's v2 API: " + came, Reach.LOST, null)
                        : misconfigured("not etcd's v2 API: " + came);
        };
    }

    private static WireFailure answered(StatusCode code, String message) {
        return new WireFailure(code, message, Reach.ANSWERED, null);
    }

    private static WireFailure misconfigured(String message) {
        return new WireFailure(StatusCode.UNAVAILABLE, message, Reach.MISCONFIGURED, null);
    }

    private static WireFailure passing(String message, Reach reach, @Nullable Refusal cause) {
        return new WireFailure(StatusCode.UNAVAILABLE, message, reach, cause);
    }
}
