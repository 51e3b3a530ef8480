package dev.tercet.grpc.internal.call;

import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import io.grpc.Status;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one table from gRPC's statuses to our failures: what happened, and how far the call got.
 *
 * <p>Where gRPC leaves a doubt, the answer is {@link Reach#LOST}: a write that is repeated although it was done is worse than one
 * that is reported as unknown.
 */
public final class Failures {
    private static final StatusCode[] CODES = StatusCode.values();
    private static final Pattern CAME = Pattern.compile("exceeds maximum size \\d+: (\\d{1,18})");
    private static final Pattern SENT = Pattern.compile("larger than max \\((\\d{1,18}) vs");

    private Failures() {}

    /**
     * What a call's end means.
     *
     * @param status what gRPC says, which is a failure, or a success without the reply that belongs to it
     * @param trail how far the call got
     * @param cancelled whether we gave it up ourselves
     */
    public static WireFailure of(Status status, Trail trail, boolean cancelled) {
        if (trail.isAnswered() && !isOurs(status)) {
            return answered(status);
        }
        if (cancelled) {
            Reach reach = trail.isAssigned() ? Reach.LOST : Reach.NEVER_LEFT;
            return new WireFailure(StatusCode.CANCELLED, "cancelled", reach, null);
        }
        if (!trail.isAssigned()) {
            return ConnectionFaults.beforeConnected(status);
        }
        if (isOurs(status)) {
            return unreadable(status);
        }
        Reach reach = reach(status, trail);
        return reach == Reach.MISCONFIGURED
                ? ConnectionFaults.notGrpc(status)
                : ConnectionFaults.afterConnected(status, reach);
    }

    private static WireFailure answered(Status status) {
        if (status.isOk()) {
            return new WireFailure(
                    StatusCode.INTERNAL, "the server ended the call well but sent no reply", Reach.LOST, null);
        }
        String text = status.getDescription() == null ? "" : status.getDescription();
        if (status.getCode() == Status.Code.RESOURCE_EXHAUSTED
                && text.startsWith("grpc: trying to send message larger than max")) {
            // Go's server: it has done what it was asked, and cannot say what came of it. A proxy that cannot pass a
            // request on says it without the first word.
            return WireFailure.replyTooLarge(text, size(SENT, text));
        }
        return new WireFailure(CODES[status.getCode().value()], text, Reach.ANSWERED, status.getCause());
    }

    /** A reply came, and we could not take it: what it says was done. */
    private static WireFailure unreadable(Status status) {
        Status beneath = status.getCause() == null ? status : Status.fromThrowable(status.getCause());
        Status said = beneath.getDescription() == null ? status : beneath;
        String text = String.valueOf(said.getDescription());
        return said.getCode() == Status.Code.RESOURCE_EXHAUSTED
                ? WireFailure.replyTooLarge(text, size(CAME, text))
                : new WireFailure(StatusCode.INTERNAL, text, Reach.LOST, status.getCause());
    }

    private static long size(Pattern words, String text) {
        Matcher matcher = words.matcher(text);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    // gRPC's words for a message that the marshaller refuses, and for one above the limit.
    private static boolean isOurs(Status status) {
        String text = String.valueOf(status.getDescription());
        return (status.getCode() == Status.Code.CANCELLED && status.getCause() != null)
                || text.startsWith("gRPC message exceeds maximum size")
                || text.startsWith("Decompressed gRPC message exceeds maximum size");
    }

    private static Reach reach(Status status, Trail trail) {
        String text = String.valueOf(status.getDescription());
        if (!trail.isWritten()) {
            // A connection that is shut by our own decision may still write what it was given.
            boolean shutByUs = text.startsWith("Keepalive failed") || text.startsWith("Channel shutdown");
            return shutByUs ? Reach.LOST : Reach.NEVER_LEFT;
        }
        if (trail.isHeard()) {
            return Reach.LOST;
        }
        if (text.startsWith("RST_STREAM closed stream") && text.contains("HTTP/2 error code: REFUSED_STREAM")) {
            return Reach.REFUSED;
        }
        // Above the last stream that the server took up, as its GOAWAY says. Servers on Netty say too low a number
        // when the reason is an error of the protocol, so only what does not depend on the stream itself is believed.
        if (text.startsWith("Abrupt GOAWAY closed sent stream")
                && (text.contains("HTTP/2 error code: NO_ERROR")
                        || text.contains("HTTP/2 error code: ENHANCE_YOUR_CALM"))) {
            return Reach.REFUSED;
        }
        return ConnectionFaults.isNotGrpc(status) ? Reach.MISCONFIGURED : Reach.LOST;
    }
}
