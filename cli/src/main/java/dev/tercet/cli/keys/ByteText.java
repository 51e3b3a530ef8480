package dev.tercet.cli.keys;

import dev.tercet.kv.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Any bytes in a {@code String}, for words that pass through an option parser: what is not UTF-8 stands as low surrogates U+DC80 to
 * U+DCFF, which no text has alone.
 */
final class ByteText {
    private static final char FIRST = 0xdc00;
    private static final char LEAST = 0xdc80;
    private static final char GREATEST = 0xdcff;

    private ByteText() {}

    static String of(Bytes bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = bytes.asByteBuffer();
        CharBuffer out = CharBuffer.allocate(bytes.length());
        for (CoderResult result = decoder.decode(in, out, true);
                result.isError();
                result = decoder.decode(in, out, true)) {
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (FIRST + (in.get() & 0xff)));
            }
        }
        return out.flip().toString();
    }

    static Bytes bytes(String text) {
        if (text.chars().noneMatch(one -> one >= LEAST && one <= GREATEST)) {
            return Bytes.of(text);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        text.codePoints().forEach(point -> {
            if (point >= LEAST && point <= GREATEST) {
                bytes.write(point - FIRST);
            } else {
                bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
            }
        });
        return Bytes.wrap(bytes.toByteArray());
    }
}
