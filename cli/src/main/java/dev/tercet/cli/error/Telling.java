package dev.tercet.cli.error;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a failure says to whoever runs a command. The library speaks to programmers, of its methods: here these are options. */
public final class Telling {
    private static final String BORING = "SSL routines:OPENSSL_internal:";
    private static final Map<String, String> WORDS = words();

    private Telling() {}

    /** What to say of it. */
    public static String of(Throwable failure) {
        // What a command says itself stands, with how far it came.
        OutOfMemoryError shortage = failure instanceof CommandException ? null : shortage(failure);
        if (shortage != null) {
            return memory(shortage);
        }
        return of(Objects.requireNonNullElse(failure.getMessage(), failure.toString()));
    }

    /** The same of what it says. */
    public static String of(String said) {
        // What a server says that ends a handshake stands behind a number, which nobody needs.
        String text = said.replaceAll("error:[0-9a-f]+:" + BORING, BORING);
        for (Map.Entry<String, String> each : WORDS.entrySet()) {
            text = text.replace(each.getKey(), each.getValue());
        }
        return text;
    }

    private static Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("give the authority's file to Tls.trusting", "name the authority's file with --cacert");
        words.put("Tls.trusting wants", "--cacert wants");
        words.put(
                "if that is the server, give its name to Tls.withServerName",
                "if that is the server, ask it under a name that is its own");
        words.put("withForeignKeys says", "--foreign says");
        words.put("; open another session", "");
        words.put("; the server wants a client certificate", "; name one with --cert and --key");
        alert(words, "SSLV3_ALERT_CERTIFICATE_EXPIRED", "the certificate of --cert has expired");
        alert(words, "SSLV3_ALERT_BAD_CERTIFICATE", "it does not accept the certificate of --cert");
        alert(words, "SSLV3_ALERT_CERTIFICATE_UNKNOWN", "it does not accept the certificate of --cert");
        alert(words, "TLSV1_ALERT_UNKNOWN_CA", "it does not know the authority of the certificate of --cert");
        alert(words, "TLSV1_ALERT_CERTIFICATE_REQUIRED", "it wants a certificate");
        alert(words, "TLSV1_CERTIFICATE_REQUIRED", "it wants a certificate");
        return words;
    }

    private static void alert(Map<String, String> words, String name, String meaning) {
        words.put(BORING + name, "the server refuses the connection: " + meaning);
    }

    /** Somewhere beneath, since the library reports it as a call that failed. */
    private static @Nullable OutOfMemoryError shortage(Throwable failure) {
        Throwable at = failure;
        for (int depth = 0; at != null && depth < 50; depth++) {
            if (at instanceof OutOfMemoryError found) {
                return found;
            }
            at = at.getCause();
        }
        return null;
    }

    private static String memory(OutOfMemoryError shortage) {
        long megabytes = Runtime.getRuntime().maxMemory() >> 20;
        return "not enough memory (" + shortage.getMessage() + "): " + megabytes
                + " MB are allowed; TERCET_OPTS=-Xmx" + Math.max(256, 2 * megabytes)
                + "m gives it more. What was done until then stays done.";
    }
}
