package dev.tercet.http;

import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import dev.tercet.spi.fault.ConnectionWords;
import dev.tercet.spi.fault.TlsFaults;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.Proxy;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * The one table from java.net.http's exceptions to our failures: what is wrong with the connection, and how far the request got.
 *
 * <p>Threads: any.
 */
final class Faults {
    /** What came in place of a status line, in both ways in which java.net.http says it. */
    private static final Pattern NO_STATUS_LINE = Pattern.compile(
            "(?:Invalid status line: \"|parsing HTTP/1.1 status line, receiving \\[)(.*?)(?:\"|], parser state.*)?",
            Pattern.DOTALL);

    // A TLS alert, and an HTTP/2 SETTINGS frame.
    private static final Pattern TLS = Pattern.compile("\\x15\\x03.*", Pattern.DOTALL);
    private static final Pattern HTTP_2 = Pattern.compile("\\x00\\x00.\\x04.*", Pattern.DOTALL);

    private static final int QUOTED = 60;

    /** Put behind what looks the same with a server that dies. */
    private static final String PERHAPS_PLAIN = "; if it speaks plain text, its endpoint begins with http://";

    private final boolean secured;
    private final Supplier<@Nullable Proxy> proxy;

    /** Whether the peer ever answered in HTTP: until then, it may be of another kind. */
    private volatile boolean heard;

    /**
     * Of one endpoint.
     *
     * @param proxy the one that is connected to in its place, or null
     */
    Faults(boolean secured, Supplier<@Nullable Proxy> proxy) {
        this.secured = secured;
        this.proxy = proxy;
    }

    /** The peer answered in HTTP. */
    void onHeard() {
        if (!heard) {
            heard = true;
        }
    }

    /** What lies beneath what futures wrap around it. */
    static Throwable unwrapped(Throwable thrown) {
        Throwable found = thrown;
        while (found instanceof CompletionException && found.getCause() != null) {
            found = found.getCause();
        }
        return found;
    }

    /** Whether a peer that seems to be there left a request without an answer, for which the way to it may be to blame. */
    static boolean isUnanswered(Throwable cause) {
        return cause instanceof HttpConnectTimeoutException
                || (cause instanceof IOException && unconnected(cause) == null && !(cause instanceof SSLException));
    }

    /**
     * What an exception means.
     *
     * @param left whether java.net.http has asked for the request, which with TLS it does before the handshake is over
     * @param path what the request was for, told where there was a connection
     */
    WireFailure of(Throwable thrown, boolean left, String path) {
        Throwable cause = unwrapped(thrown);
        if (cause instanceof SSLHandshakeException || (cause instanceof SSLException && (!left || isNoTls(cause)))) {
            // Also when the server's refusal comes after our side of the handshake: it has read nothing of the request.
            String fault = TlsFaults.misconfiguration(cause);
            return fault == null
                    ? failure(Reach.NEVER_LEFT, ConnectionWords.CLOSED_IN_HANDSHAKE, cause)
                    : failure(Reach.MISCONFIGURED, fault, cause);
        }
        String unconnected = unconnected(cause);
        if (unconnected != null) {
            // If it has left, then on one before: with the property for that, java.net.http tries a POST again.
            return failure(left ? Reach.LOST : Reach.NEVER_LEFT, unconnected + toProxy(), cause);
        }
        if (cause instanceof IllegalArgumentException && !left) {
            return failure(Reach.MISCONFIGURED, words(cause), cause);
        }
        String otherKind = heard ? null : otherKind(cause, path);
        return otherKind == null
                ? failure(left ? Reach.LOST : Reach.NEVER_LEFT, cut(cause) + ", at " + path, cause)
                : failure(Reach.MISCONFIGURED, otherKind, cause);
    }

    /** Whether plain text came where a handshake was begun. Once the peer was heard, it may be what a broken line makes of TLS. */
    private boolean isNoTls(Throwable cause) {
        return !heard && ConnectionWords.SPEAKS_NO_TLS.equals(TlsFaults.misconfiguration(cause));
    }

    private static WireFailure failure(Reach reach, String message, Throwable cause) {
        return new WireFailure(StatusCode.UNAVAILABLE, message, reach, cause);
    }

    private String toProxy() {
        Proxy used = proxy.get();
        return used == null ? "" : ", on the way to the proxy " + Host.text(used);
    }

    private static @Nullable String unconnected(Throwable cause) {
        if (cause instanceof HttpConnectTimeoutException) {
            return "no connection within the time for it";
        }
        if (!(cause instanceof ConnectException || cause instanceof NoRouteToHostException)) {
            return null;
        }
        if (isCausedBy(cause, UnresolvedAddressException.class)) {
            return ConnectionWords.UNRESOLVED;
        }
        // java.net.http tries twice, the second time without a chance, and then forgets what the first met.
        String text = cause.getMessage();
        return text == null ? "connection refused" : text;
    }

    /** What speaks there, if it is not HTTP/1.1. */
    private static @Nullable String otherKind(Throwable cause, String path) {
        Matcher matcher = NO_STATUS_LINE.matcher(String.valueOf(cause.getMessage()));
        if (!matcher.matches() || matcher.group(1).startsWith("HTTP/1.")) {
            return null;
        }
        String line = matcher.group(1);
        if (TLS.matcher(line).matches()) {
            return ConnectionWords.SPEAKS_TLS;
        }
        return HTTP_2.matcher(line).matches()
                ? "the peer speaks no HTTP/1.1 but HTTP/2: a server of gRPC alone, perhaps; at " + path
                : "the peer speaks no HTTP/1.1: it said \"" + readable(line) + "\", at " + path;
    }

    private static String readable(String text) {
        String first = text.length() > QUOTED ? text.substring(0, QUOTED) + "…" : text;
        return first.replaceAll("\\p{Cntrl}", "?");
    }

    /** What cut a request short that had a connection. */
    private String cut(Throwable cause) {
        String text = String.valueOf(cause.getMessage());
        if (text.endsWith("header parser received no bytes")) {
            return "the peer closed the connection before it answered" + reset(cause) + hint();
        }
        boolean ended = isCausedBy(cause, EOFException.class) || !reset(cause).isEmpty();
        if (ended && !(cause instanceof ProtocolException)) {
            return "the peer closed the connection in the middle of its answer"
                    + (reset(cause).isEmpty() ? "" : reset(cause) + hint());
        }
        return words(cause);
    }

    private String hint() {
        if (heard) {
            return "";
        }
        return secured ? PERHAPS_PLAIN : ConnectionWords.PERHAPS_TLS;
    }

    // Whether it is met in reading or in writing depends on which was faster.
    private static String reset(Throwable cause) {
        for (Throwable beneath = cause; beneath != null; beneath = beneath.getCause()) {
            String text = String.valueOf(beneath.getMessage());
            if (text.startsWith("Connection reset") || text.equals("Broken pipe")) {
                return " (Connection reset)";
            }
        }
        return "";
    }

    private static String words(Throwable cause) {
        String text = cause.getMessage();
        return text == null ? cause.toString() : readable(text);
    }

    private static boolean isCausedBy(Throwable thrown, Class<? extends Throwable> kind) {
        for (Throwable beneath = thrown; beneath != null; beneath = beneath.getCause()) {
            if (kind.isInstance(beneath)) {
                return true;
            }
        }
        return false;
    }
}
