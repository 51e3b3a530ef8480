package dev.tercet.grpc.internal.call;

import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import io.grpc.Status;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
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
        for (Throwable beneath = cause; beneath != null; beneath = beneath.getCause()) {
            String fault = faultOfConfiguration(beneath);
            if (fault != null) {
                return new WireFailure(StatusCode.UNAVAILABLE, fault, Reach.MISCONFIGURED, cause);
            }
        }
        return new WireFailure(StatusCode.UNAVAILABLE, unanswered(status), Reach.NEVER_LEFT, cause);
    }

    // A server that dies looks the same as one that is spoken to in the wrong way, so this is a hint and no verdict.
    private static String unanswered(Status status) {
        String text = String.valueOf(status.getDescription());
        if (status.getCause() instanceof UnresolvedAddressException) {
            return "the host's name does not resolve";
        }
        if (status.getCause() == null && text.startsWith("Network closed for unknown reason")) {
            return "the peer closed the connection before it answered the HTTP/2 preface; if it speaks TLS, its endpoint"
                    + " begins with https://";
        }
        if (text.startsWith("Connection closed while performing TLS negotiation")) {
            return "the peer closed the connection during the TLS handshake; if it speaks plain text, its endpoint begins"
                    + " with http://";
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
        String message = "the peer speaks no gRPC: "
                + String.valueOf(status.getDescription()).replace('\n', ' ');
        return new WireFailure(StatusCode.UNAVAILABLE, message, Reach.MISCONFIGURED, status.getCause());
    }

    /**
     * Whether a web server answered. An error of the 500s may come from a proxy that has passed the call on, so it does not count.
     */
    static boolean isNotGrpc(Status status) {
        Matcher matcher = HTTP_STATUS.matcher(String.valueOf(status.getDescription()));
        return matcher.find() && !matcher.group(1).startsWith("5");
    }

    private static @Nullable String faultOfConfiguration(Throwable thrown) {
        String text = String.valueOf(thrown.getMessage());
        String type = thrown.getClass().getSimpleName();
        if (thrown instanceof CertificateException) {
            return "certificate refused: " + deepest(thrown);
        }
        if (type.equals("NotSslRecordException")) {
            return "the peer speaks no TLS: " + text;
        }
        if (thrown instanceof SSLException) {
            // Both are what a server that dies in the middle of a handshake looks like.
            boolean mayPass = text.contains("onnection closed")
                    || text.contains("timed out")
                    || text.contains("Connection reset");
            return mayPass ? null : handshake(deepest(thrown));
        }
        if (type.equals("Http2Exception")) {
            // A TLS alert is what a TLS server has to say to plain text.
            return text.contains("first 5 bytes: 1503")
                    ? "the peer speaks TLS: its endpoint begins with https://"
                    : "the peer speaks no HTTP/2: " + text;
        }
        return null;
    }

    // Every TLS library spells the alert in its own way.
    private static String handshake(String why) {
        boolean anonymous = why.toLowerCase(Locale.ROOT).contains("certificate_required");
        return "TLS handshake failed: " + why + (anonymous ? "; the server wants a client certificate" : "");
    }

    /** The status's own words and the deepest ones beneath, without what says nothing. */
    private static String words(Status status) {
        String own = status.getDescription();
        Throwable cause = status.getCause();
        if (cause == null) {
            return own == null ? "no connection" : own;
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

    /** The first line, since Netty lists its handlers below; and what the JDK's checks of validity mean by a bare date. */
    private static @Nullable String message(Throwable thrown) {
        String text = thrown.getMessage();
        if (text == null) {
            return null;
        }
        String line = text.lines().findFirst().orElse("");
        if (thrown instanceof CertificateExpiredException) {
            return "the certificate has expired: " + line;
        }
        return thrown instanceof CertificateNotYetValidException ? "the certificate is not yet valid: " + line : line;
    }
}
