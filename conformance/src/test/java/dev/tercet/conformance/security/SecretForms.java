package dev.tercet.conformance.security;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The ways in which a secret could stand in what somebody prints. */
public final class SecretForms {
    private SecretForms() {}

    /** As it is, and as HTTP, JSON, logs of bytes and Basic authentication would have it. */
    public static Set<String> of(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        Set<String> forms = new LinkedHashSet<>();
        forms.add(secret);
        forms.add(new String(bytes, StandardCharsets.ISO_8859_1));
        forms.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
        forms.add(URLEncoder.encode(secret, StandardCharsets.UTF_8).replace("+", "%20"));
        forms.add(secret.replace("\\", "\\\\").replace("\"", "\\\""));
        forms.add(HexFormat.of().formatHex(bytes));
        forms.add(HexFormat.of().withUpperCase().formatHex(bytes));
        forms.add(HexFormat.ofDelimiter(" ").formatHex(bytes));
        forms.add(Arrays.toString(bytes).replaceAll("[\\[\\]]", ""));
        for (int before = 0; before < 3; before++) {
            forms.add(inBase64(bytes, before, Base64.getEncoder()));
            forms.add(inBase64(bytes, before, Base64.getUrlEncoder()));
        }
        return forms;
    }

    /** What becomes of the bytes wherever so many others, modulo three, stand before them: a user's name, for one. */
    private static String inBase64(byte[] bytes, int before, Base64.Encoder encoder) {
        byte[] whole = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, whole, before, bytes.length);
        String text = encoder.encodeToString(whole);
        int from = before == 0 ? 0 : before + 1;
        // The characters at either end depend on the neighbours too.
        int to = whole.length / 3 * 4;
        return text.substring(from, to);
    }

    /** Those of several. */
    public static List<String> ofAll(List<String> secrets) {
        return secrets.stream()
                .flatMap(secret -> of(secret).stream())
                .distinct()
                .toList();
    }
}
