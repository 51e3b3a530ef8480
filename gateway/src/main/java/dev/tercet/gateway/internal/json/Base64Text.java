package dev.tercet.gateway.internal.json;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** Reads bytes in base64: in the alphabet of etcd or in that for URLs, with or without padding. */
final class Base64Text {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    /** From here on the JDK is faster, which decodes with vectors, but takes longer to begin with, and knows one alphabet at a time. */
    private static final int LONG = 64;

    private static final byte[] MEANING = new byte[256];

    static {
        Arrays.fill(MEANING, (byte) -1);
        for (int i = 0; i < ALPHABET.length(); i++) {
            MEANING[ALPHABET.charAt(i)] = (byte) i;
        }
        MEANING['-'] = MEANING['+'];
        MEANING['_'] = MEANING['/'];
    }

    private Base64Text() {}

    /** The bytes of the text at which the parser is; null if it is no base64. */
    static byte @Nullable [] read(JsonParser in) {
        Source source = Source.of(in);
        int begin = source.begin(in);
        int end = begin < 0 ? -1 : source.end(begin);
        byte[] bytes = end < 0 ? null : decode(source.bytes(), begin, end);
        if (bytes != null) {
            return bytes;
        }
        // A slash may be escaped, and so may anything. A backslash means nothing, so that it is never taken for the
        // text itself.
        byte[] text = in.getString().getBytes(StandardCharsets.ISO_8859_1);
        return decode(text, 0, text.length);
    }

    private static byte @Nullable [] decode(byte[] text, int begin, int end) {
        if (end - begin >= LONG) {
            try {
                return Base64.getDecoder()
                        .decode(ByteBuffer.wrap(text, begin, end - begin))
                        .array();
            } catch (IllegalArgumentException e) {
                return decodeEither(text, begin, end);
            }
        }
        return decodeEither(text, begin, end);
    }

    private static byte @Nullable [] decodeEither(byte[] text, int begin, int padded) {
        int end = padded;
        while (end > begin && padded - end < 2 && text[end - 1] == '=') {
            end--;
        }
        int rest = (end - begin) & 3;
        if (rest == 1) {
            return null;
        }
        byte[] bytes = new byte[(int) ((end - begin) * 3L / 4)];
        int to = 0;
        int at = begin;
        for (int whole = end - rest; at < whole; at += 4) {
            int three = MEANING[text[at] & 0xff] << 18
                    | MEANING[text[at + 1] & 0xff] << 12
                    | MEANING[text[at + 2] & 0xff] << 6
                    | MEANING[text[at + 3] & 0xff];
            // One that means nothing is negative, and makes the whole so.
            if (three < 0) {
                return null;
            }
            bytes[to] = (byte) (three >> 16);
            bytes[to + 1] = (byte) (three >> 8);
            bytes[to + 2] = (byte) three;
            to += 3;
        }
        if (rest > 0) {
            int last = MEANING[text[at] & 0xff] << 18
                    | MEANING[text[at + 1] & 0xff] << 12
                    | (rest == 3 ? MEANING[text[at + 2] & 0xff] << 6 : 0);
            if (last < 0) {
                return null;
            }
            bytes[to] = (byte) (last >> 16);
            if (rest == 3) {
                bytes[to + 1] = (byte) (last >> 8);
            }
        }
        return bytes;
    }
}
