package dev.tercet.gateway.internal.call;

import dev.tercet.gateway.internal.dialect.Dialect;
import dev.tercet.gateway.internal.dialect.WholeAnswer;
import dev.tercet.gateway.internal.json.Codecs;
import dev.tercet.gateway.internal.json.ErrorBody;
import dev.tercet.gateway.internal.json.JsonBodies;
import dev.tercet.gateway.internal.json.UnreadableException;
import dev.tercet.http.HttpHead;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the answers mean that are no replies: etcd's own errors, and what others between us and it have to say.
 *
 * <p>Where there is a doubt whether a request got to etcd, the answer is {@link Reach#LOST}: a write that is repeated although it was
 * done is worse than one that is reported as unknown.
 */
public final class GatewayErrors {
    private static final StatusCode[] CODES = StatusCode.values();
    private static final Pattern LARGER =
            Pattern.compile("(?:received|trying to send) message larger than max \\((\\d{1,10}) vs");

    private GatewayErrors() {}

    /** A whole answer whose status is not 200, or whose content is said to be no JSON. */
    public static WireFailure refused(Dialect dialect, String path, HttpHead head, byte[] body) {
        WholeAnswer answer = new WholeAnswer(head, body);
        if (answer.isNoRoute()) {
            return Dialect.unsupported(dialect + "'s gateway has no " + path + ": use gRPC (tercet-grpc)");
        }
        ErrorBody said = head.isOk() ? null : answer.said();
        if (said != null) {
            return new WireFailure(CODES[said.code()], said.message(), Reach.ANSWERED, null);
        }
        String came = answer.words() + ", from " + path;
        if (answer.isNoPage()) {
            return misconfigured(
                    came + ": " + dialect + " runs without its JSON gateway (start it without"
                            + " --enable-grpc-gateway=false, or use gRPC, tercet-grpc), or this is its port for peers, not for clients");
        }
        return ofOthers(head.status(), came);
    }

    /** Somebody else than etcd's gateway answered. */
    private static WireFailure ofOthers(int status, String came) {
        if (status < 300) {
            // Whoever says so has done something with it.
            return new WireFailure(StatusCode.INTERNAL, "not etcd's JSON: " + came, Reach.LOST, null);
        }
        if (status == 413) {
            return new WireFailure(
                    StatusCode.RESOURCE_EXHAUSTED,
                    "a proxy takes no request that large: " + came,
                    Reach.ANSWERED,
                    null);
        }
        if (status == 429 || status == 425) {
            return new WireFailure(
                    StatusCode.UNAVAILABLE, "a proxy lets nothing through: " + came, Reach.REFUSED, null);
        }
        if (status >= 500 || status == 408 || status == 499) {
            // It may have passed the request on before it gave up.
            return new WireFailure(StatusCode.UNAVAILABLE, "not etcd's JSON: " + came, Reach.LOST, null);
        }
        if (status >= 300 && status < 400) {
            return misconfigured("redirected, which is not followed: " + came + "; give the endpoint that serves etcd");
        }
        if (status == 421) {
            return misconfigured("the server does not go by this name (see etcd's --host-whitelist): " + came);
        }
        return misconfigured("not etcd's JSON: " + came);
    }

    private static WireFailure misconfigured(String message) {
        return new WireFailure(StatusCode.UNAVAILABLE, message, Reach.MISCONFIGURED, null);
    }

    /** The error at the end of a stream: the whole frame, <code>{"error":{...}}</code>. */
    public static WireFailure inStream(String path, byte[] frame) {
        try {
            return inStream(path, JsonBodies.read(Codecs.ERROR, frame));
        } catch (UnreadableException e) {
            return unreadable(path, e);
        }
    }

    /** The error at the end of a stream. */
    public static WireFailure inStream(String path, ErrorBody error) {
        int code = error.code();
        if (code <= 0 || code >= CODES.length) {
            return new WireFailure(
                    StatusCode.INTERNAL,
                    "an error without etcd's code, from " + path + ": " + error.message(),
                    Reach.LOST,
                    null);
        }
        return new WireFailure(CODES[code], error.message(), Reach.ANSWERED, null);
    }

    /**
     * The failure itself, unless it is about the reply, which was larger than the gateway takes from etcd, as those before 3.4 do from
     * 4 MiB on: then what was asked for was done. A request that is too large is refused in the same words, with its own size.
     *
     * @param requestBytes how long it was in JSON, which is longer than in etcd's own form
     */
    static WireFailure orAboutReply(WireFailure failure, int requestBytes) {
        if (failure.code() != StatusCode.RESOURCE_EXHAUSTED) {
            return failure;
        }
        Matcher larger = LARGER.matcher(failure.message());
        return larger.find() && Long.parseLong(larger.group(1)) > requestBytes
                ? WireFailure.replyTooLarge(
                        "the reply exceeds maximum size, which is the gateway's own: " + failure.message(),
                        Long.parseLong(larger.group(1)))
                : failure;
    }

    /** A 200 whose bytes are no reply. */
    public static WireFailure unreadable(String path, RuntimeException why) {
        return new WireFailure(
                StatusCode.INTERNAL, "the answer from " + path + " is no reply: " + why.getMessage(), Reach.LOST, why);
    }

    /** An answer that we failed to read, whatever it is. */
    static WireFailure untaken(String path, Throwable why) {
        return new WireFailure(
                StatusCode.INTERNAL, "the answer from " + path + " could not be taken: " + why, Reach.LOST, why);
    }

    /** More than {@code maxInboundBytes}, or than the call wants; nobody says how much. */
    public static WireFailure tooLarge(String path, int most) {
        return WireFailure.replyTooLarge("the answer from " + path + " exceeds maximum size " + most, 0);
    }
}
