package dev.tercet.cli.output;

import dev.tercet.kv.Bytes;
import org.jspecify.annotations.Nullable;

/** UTF-8 and nothing else: what is malformed does not become something that looks like text. */
public final class Utf8 {
    /** What malformed bytes are as text; it may also stand there itself. */
    private static final char REPLACEMENT = '\ufffd';

    private Utf8() {}

    /** The text that these bytes are, or null if they are none. */
    public static @Nullable String text(Bytes bytes) {
        // Much faster than a decoder that reports what it cannot decode.
        String text = bytes.utf8();
        return text.indexOf(REPLACEMENT) < 0 || Bytes.of(text).equals(bytes) ? text : null;
    }

    /** Whether they are text. */
    public static boolean isText(Bytes bytes) {
        return text(bytes) != null;
    }
}
