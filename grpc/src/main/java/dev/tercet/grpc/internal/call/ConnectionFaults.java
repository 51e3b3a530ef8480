package dev.tercet.grpc.internal.call;

import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import dev.tercet.spi.fault.ConnectionWords;
import dev.tercet.spi.fault.TlsFaults;
import io.grpc.Status;
import java.nio.channels.UnresolvedAddressException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a connection, in words that help: gRPC says "io exception" and leaves the rest to the causes beneath.
 *
 * <p>Netty's exceptions are known by their simple names, because they are shaded in one of the two Nettys that gRPC can have.
 */
final class ConnectionFaults {
    private static final Pattern HTTP_STATUS = Pattern.compile("HTTP status code (\\d+)");

    // What epoll's transport puts before the system's words.
    private static final Pattern SYSTEM_CALL = Pattern.compile("^\\w+\\(\\.\\.\\) failed( with error\\(-?\\d+\\))?: ");

    private ConnectionFaults() {}

    /** The call found no connection. */
    static WireFailure beforeConnected(Status status) {
        Throwable cause = status.getCause();
        String fault = cause == null ? null : misconfiguration(cause);
        return fault == null
                ? new WireFailure(StatusCode.UNAVAILABLE, unanswered(status), Reach.NEVER_LEFT, cause)
                : new WireFailure(StatusCode.UNAVAILABLE, fault, Reach.MISCONFIGURED, cause);
    }

    private static String unanswered(Status status) {
        String text = String.valueOf(status.getDescription());
        if (status.getCause() instanceof UnresolvedAddressException) {
            return ConnectionWords.UNRESOLVED;
        }
        if (status.getCause() == null && text.startsWith("Network closed for unknown reason")) {
            return "the peer closed the connection before it answered the HTTP/2 preface" + ConnectionWords.PERHAPS_TLS;
        }
        if (text.startsWith("Connection closed while performing TLS negotiation")) {
            return ConnectionWords.CLOSED_IN_HANDSHAKE;
        }
        return words(status);
    }

    /** The call had a connection and lost it, or its stream on it. */
    static WireFailure afterConnected(Status status, Reach reach) {
        String words = words(status);
        String message =
                words.startsWith("Network closed for unknown reason") ? "the peer closed the connection" : words;
        return new WireFailure(StatusCode.UNAVAILABLE, message, reach, status.getCause());
    }

    /** The peer speaks HTTP/2, but something else in it. */
    static WireFailure notGrpc(Status status) {
        String message = "the peer speaks no gRPC: " + httpWords(String.valueOf(status.getDescription()));
        return new WireFailure(StatusCode.UNAVAILABLE, message, Reach.MISCONFIGURED, status.getCause());
    }

    /** The status and what is wrong with the rest. Below that are headers and all of the body, which may hold secrets. */
    private static String httpWords(String description) {
        return description.lines().limit(2).collect(Collectors.joining(", "));
    }

    /**
     * Whether a web server answered, which has not done what it was asked. An error of the 500s does not count, since it may come from a
     * proxy that has passed the call on; nor does a success, unless it is a page: it may be etcd's own, to which a proxy has done
     * something.
     */
    static boolean isNotGrpc(Status status) {
        String text = String.valueOf(status.getDescription());
        Matcher matcher = HTTP_STATUS.matcher(text);
        return matcher.find()
                && switch (matcher.group(1).charAt(0)) {
                    case '5' -> false;
                    case '2' -> text.contains("invalid content-type: text/");
                    default -> true;
                };
    }

    private static @Nullable String misconfiguration(Throwable cause) {
        for (Throwable beneath = cause; beneath != null; beneath = beneath.getCause()) {
            String type = beneath.getClass().getSimpleName();
            if (type.equals("NotSslRecordException")) {
                return ConnectionWords.SPEAKS_NO_TLS;
            }
            if (type.equals("Http2Exception")) {
                String text = String.valueOf(beneath.getMessage());
                // A TLS alert is what a TLS server has to say to plain text.
                return text.contains("first 5 bytes: 1503")
                        ? ConnectionWords.SPEAKS_TLS
                        : "the peer speaks no HTTP/2: " + text;
            }
        }
        return TlsFaults.misconfiguration(cause);
    }

    /** The status's own words and the deepest ones beneath, without what says nothing. */
    private static String words(Status status) {
        String own = status.getDescription();
        Throwable cause = status.getCause();
        if (cause == null) {
            return own == null ? "no connection" : HTTP_STATUS.matcher(own).lookingAt() ? httpWords(own) : own;
        }
        String deep = deepest(cause);
        own = own == null ? null : own.lines().findFirst().orElse("");
        return own == null || own.equals("io exception") || own.equals("ssl exception") || deep.startsWith(own)
                ? deep
                : own + ": " + deep;
    }

    private static String deepest(Throwable thrown) {
        String own = message(thrown);
        String found = own == null ? thrown.toString() : own;
        for (Throwable beneath = thrown.getCause(); beneath != null; beneath = beneath.getCause()) {
            String text = message(beneath);
            // What lies beneath a failed connect is the same without the address.
            if (text != null && !found.contains(text)) {
                found = text;
            }
        }
        return SYSTEM_CALL.matcher(found).replaceFirst("");
    }

    /** The first line, since Netty lists its handlers below. */
    private static @Nullable String message(Throwable thrown) {
        String text = thrown.getMessage();
        return text == null ? null : text.lines().findFirst().orElse("");
    }
}
