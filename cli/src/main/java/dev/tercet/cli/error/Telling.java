package dev.tercet.cli.error;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a failure says to whoever runs a command. The library speaks to programmers, of its methods: here these are options. */
public final class Telling {
    /** What the options begin with where there is one cluster. */
    public static final List<String> ONE = List.of("--");

    private static final String BORING = "SSL routines:OPENSSL_internal:";
    private static final Pattern OPTION = Pattern.compile("--(cacert|cert|key)");
    private static final Map<String, String> WORDS = words();

    private Telling() {}

    /** What to say of it, where there is one cluster. */
    public static String of(Throwable failure) {
        return of(failure, ONE);
    }

    /**
     * What to say of it.
     *
     * @param clusters what the options of each begin with whose failure it may be, such as {@code --dest-}
     */
    public static String of(Throwable failure, List<String> clusters) {
        // What a command says itself stands, with how far it came.
        OutOfMemoryError shortage = failure instanceof CommandException ? null : shortage(failure);
        if (shortage != null) {
            return memory(shortage);
        }
        return of(Objects.requireNonNullElse(failure.getMessage(), failure.toString()), clusters);
    }

    /** The same of what it says. */
    public static String of(String said) {
        return of(said, ONE);
    }

    private static String of(String said, List<String> clusters) {
        // What a server says that ends a handshake stands behind a number, which nobody needs.
        String text = said.replaceAll("error:[0-9a-f]+:" + BORING, BORING);
        for (Map.Entry<String, String> each : WORDS.entrySet()) {
            text = text.replace(each.getKey(), ofAll(each.getValue(), clusters));
        }
        return text;
    }

    /** The options of one cluster become those of each. */
    private static String ofAll(String words, List<String> clusters) {
        return OPTION.matcher(words)
                .replaceAll(option ->
                        clusters.stream().map(each -> each + option.group(1)).collect(Collectors.joining(" or ")));
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
