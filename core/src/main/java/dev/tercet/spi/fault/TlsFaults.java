package dev.tercet.spi.fault;

import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The one table from what TLS throws to what is to be done about it.
 *
 * @since 0.1
 */
public final class TlsFaults {
    /** How the JDK and others call an end that a server which dies in the middle of a handshake has, too. */
    private static final List<String> MAY_PASS =
            List.of("onnection closed", "timed out", "Connection reset", "Remote host ", "EOF reached", "Broken pipe");

    // What newer JDKs put before their words.
    private static final Pattern ALERT = Pattern.compile("^\\(\\w+\\) ");

    private TlsFaults() {}

    /**
     * What is wrong with how one side is set up, in words that help.
     *
     * @param thrown what ended a connection before it was one, with all that lies beneath
     * @return null if it is not about TLS, or may pass by itself
     */
    public static @Nullable String misconfiguration(Throwable thrown) {
        boolean secured = false;
        boolean mayPass = false;
        for (Throwable beneath = thrown; beneath != null; beneath = beneath.getCause()) {
            if (beneath instanceof CertificateException) {
                return "certificate refused: " + deepest(beneath);
            }
            secured |= beneath instanceof SSLException;
            mayPass |= secured && mayPass(String.valueOf(beneath.getMessage()));
        }
        if (!secured || mayPass) {
            return null;
        }
        String why = deepest(thrown);
        return why.contains("nrecognized SSL message") ? ConnectionWords.SPEAKS_NO_TLS : handshake(why);
    }

    private static boolean mayPass(String text) {
        return MAY_PASS.stream().anyMatch(text::contains);
    }

    // Every version of TLS, and every library, spells the alert in its own way.
    private static String handshake(String why) {
        boolean anonymous = why.toLowerCase(Locale.ROOT).contains("certificate_required");
        return "TLS handshake failed: " + why + (anonymous ? "; the server wants a client certificate" : "");
    }

    /** The innermost words, of which the outer ones are summaries. */
    private static String deepest(Throwable thrown) {
        String found = thrown.toString();
        for (Throwable beneath = thrown; beneath != null; beneath = beneath.getCause()) {
            if (beneath.getMessage() != null) {
                found = words(beneath, beneath.getMessage());
            }
        }
        return found;
    }

    /** The first line, since some list their insides below; and what the JDK's checks of validity mean by a bare date. */
    private static String words(Throwable thrown, String message) {
        String line = ALERT.matcher(message.lines().findFirst().orElse("")).replaceFirst("");
        if (thrown instanceof CertificateExpiredException) {
            return "the certificate has expired: " + line;
        }
        return thrown instanceof CertificateNotYetValidException ? "the certificate is not yet valid: " + line : line;
    }
}
