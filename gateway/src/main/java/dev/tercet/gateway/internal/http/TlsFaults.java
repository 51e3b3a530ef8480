package dev.tercet.gateway.internal.http;

import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Why a TLS handshake failed, in words that help. */
final class TlsFaults {
    /** A server that dies in the middle of a handshake looks the same, so this is a hint and no verdict. */
    static final String CUT_SHORT =
            "the peer closed the connection during the TLS handshake; if it speaks plain text, its"
                    + " endpoint begins with http://";

    // What newer JDKs put before their words.
    private static final Pattern ALERT = Pattern.compile("^\\(\\w+\\) ");

    private TlsFaults() {}

    /** What is wrong with how one side is set up; null if it may pass by itself. */
    static @Nullable String faultOfConfiguration(Throwable thrown) {
        for (Throwable beneath = thrown; beneath != null; beneath = beneath.getCause()) {
            if (beneath instanceof CertificateException) {
                return "certificate refused: " + deepest(beneath);
            }
        }
        String text = deepest(thrown);
        if (text.contains("nrecognized SSL message")) {
            return "the peer speaks no TLS: its endpoint begins with http://";
        }
        boolean mayPass = text.startsWith("Remote host ")
                || text.contains("onnection closed")
                || text.contains("timed out")
                || text.contains("Connection reset")
                || text.contains("EOF reached")
                || text.contains("Broken pipe");
        return mayPass ? null : handshake(text);
    }

    // Every version of TLS spells the alert in its own way.
    private static String handshake(String why) {
        boolean anonymous = why.toLowerCase(Locale.ROOT).contains("certificate_required");
        return "TLS handshake failed: " + why + (anonymous ? "; the server wants a client certificate" : "");
    }

    private static String deepest(Throwable thrown) {
        String found = thrown.toString();
        for (Throwable beneath = thrown; beneath != null; beneath = beneath.getCause()) {
            if (beneath.getMessage() != null) {
                found = beneath.getMessage();
            }
        }
        return ALERT.matcher(found.lines().findFirst().orElse("")).replaceFirst("");
    }
}
