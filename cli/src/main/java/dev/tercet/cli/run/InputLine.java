package dev.tercet.cli.run;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.output.Utf8;
import dev.tercet.kv.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A line of standard input.
 *
 * @param bytes what is in it, without the line feed at its end
 * @param isWhole whether it has one: the last need not
 */
public record InputLine(Bytes bytes, boolean isWhole) {
    /** Reads the next, and nothing of what comes after it, which may be for somebody else; null if there is none. */
    public static @Nullable InputLine next(InputStream in) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            int next = in.read();
            while (next >= 0 && next != '\n') {
                line.write(next);
                next = in.read();
            }
            boolean whole = next == '\n';
            return whole || line.size() > 0 ? new InputLine(Bytes.wrap(line.toByteArray()), whole) : null;
        } catch (IOException e) {
            throw CommandException.unreadable("standard input", e);
        }
    }

    /** Its text, without the carriage return that ends it on some systems; null if it is not UTF-8. */
    public @Nullable String text() {
        String text = Utf8.text(bytes);
        return text != null && text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
