package dev.tercet.v2.internal.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Texts as URLs and forms have them: in UTF-8, all but letters, digits and four signs in percents. */
final class Encoding {
    private static final String PLAIN = "-._~";
    private static final String OF_PATHS = PLAIN + "/";
    // What a URL may have without meaning itself, and what separates its parts.
    private static final String OF_URLS = PLAIN + "/?:@!$&'()*+,;=";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private Encoding() {}

    /** Parameters, of a query or a form. */
    static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(one -> of(one.getKey(), PLAIN) + "=" + of(one.getValue(), PLAIN))
                .collect(Collectors.joining("&"));
    }

    /** A path, whose slashes stay. */
    static String path(String path) {
        return of(path, OF_PATHS);
    }

    /**
     * A path with its query as somebody wrote it: only what no URL may have is encoded.
     *
     * @throws IllegalArgumentException for a percent that begins no encoding
     */
    static String written(String pathAndQuery) {
        StringBuilder out = new StringBuilder();
        int from = 0;
        for (int at = pathAndQuery.indexOf('%'); at >= 0; at = pathAndQuery.indexOf('%', at + 1)) {
            if (!isHex(pathAndQuery, at + 1) || !isHex(pathAndQuery, at + 2)) {
                throw new IllegalArgumentException(
                        "path has a percent that begins no encoding: \"" + pathAndQuery + "\"; write %25 for one");
            }
            out.append(of(pathAndQuery.substring(from, at), OF_URLS)).append('%');
            from = at + 1;
        }
        return out.append(of(pathAndQuery.substring(from), OF_URLS)).toString();
    }

    private static boolean isHex(String text, int at) {
        return at < text.length() && text.charAt(at) < 128 && Character.digit(text.charAt(at), 16) >= 0;
    }

    private static String of(String text, String kept) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') || (one >= '0' && one <= '9');
            if (plain || (one > 0 && kept.indexOf(one) >= 0)) {
                out.append((char) one);
            } else {
                out.append('%').append(HEX[(one >> 4) & 15]).append(HEX[one & 15]);
            }
        }
        return out.toString();
    }
}
