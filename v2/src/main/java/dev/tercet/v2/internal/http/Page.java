package dev.tercet.v2.internal.http;

import dev.tercet.http.HttpHead;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * An answer that is not v2's: what it says, for people.
 *
 * @param head its head
 * @param body its bytes, or the first of them
 */
@SuppressWarnings("ArrayRecordComponent") // Made once, read once, compared never.
record Page(HttpHead head, byte[] body) {
    private static final int SHOWN = 100;
    /** As much of a text as is looked at: enough for a page's words, and little enough for the thread that reads for all calls. */
    private static final int LOOKED_AT = 4 * 1024;
    // In what is cut off, a style or a script has no end.
    private static final Pattern TAGS =
            Pattern.compile("(?s)<(style|script|head)\\b.*?</\\1>|<(?:style|script)\\b.*|<[^<>]*>");

    /** Whether it is how a server in Go says that it has nothing at all under that path, or how the gateway of v3 does. */
    boolean isMissing() {
        String text = text().strip();
        return head.status() == 404
                && (text.equals("404 page not found") || text.contains("\"code\":5") || text.equals("Not Found"));
    }

    /** Whether it comes of speaking plain text with TLS. */
    boolean isOfTls() {
        return head.status() == 400 && text().contains("HTTP request to an HTTPS server");
    }

    /** What came, for people: {@code HTTP 502, text/html: 502 Bad Gateway}. */
    String words() {
        String words = "HTTP " + head.status();
        if (!head.contentType().isEmpty()) {
            words += ", " + shown(head.contentType().split(";", 2)[0]);
        }
        String text = shown(TAGS.matcher(text()).replaceAll(" "));
        return text.isEmpty() ? words : words + ": " + text;
    }

    private String text() {
        return new String(body, 0, Math.min(body.length, LOOKED_AT), StandardCharsets.UTF_8);
    }

    static String shown(String text) {
        String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }
}
