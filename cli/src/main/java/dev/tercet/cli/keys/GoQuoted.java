package dev.tercet.cli.keys;

import dev.tercet.cli.output.GoEscape;
import dev.tercet.kv.Bytes;
import java.io.ByteArrayOutputStream;

/**
 * A word in quotes as Go writes it: {@code "..."} with escapes, or {@code `...`} without.
 *
 * @param bytes what it is
 * @param end where what follows it begins
 */
record GoQuoted(Bytes bytes, int end) {
    /**
     * Reads one that begins at {@code from}.
     *
     * @throws IllegalArgumentException if none does
     */
    static GoQuoted at(String text, int from) {
        char quote = from < text.length() ? text.charAt(from) : ' ';
        if (quote == '`') {
            int end = text.indexOf('`', from + 1);
            if (end < 0) {
                throw new IllegalArgumentException("a quote has no end");
            }
            return new GoQuoted(ByteText.bytes(text.substring(from + 1, end)), end + 1);
        }
        if (quote != '"') {
            throw new IllegalArgumentException("double quotes are missing");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int at = from + 1;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            if (point == '"') {
                return new GoQuoted(Bytes.wrap(bytes.toByteArray()), at + 1);
            }
            if (point == '\\') {
                GoEscape escape = GoEscape.at(text, at);
                bytes.writeBytes(escape.bytes().toArray());
                at = escape.end();
            } else {
                bytes.writeBytes(ByteText.bytes(Character.toString(point)).toArray());
                at += Character.charCount(point);
            }
        }
        throw new IllegalArgumentException("a quote has no end");
    }
}
