package dev.tercet.conformance.faults.wire.http2;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Blocks of headers for answers: every field said in full, so that none depends on what was said before. */
public final class Fields {
    /** The most that a length has room for in its first byte. */
    private static final int SHORT = 127;

    private Fields() {}

    /** A block. Names and values take turns. */
    public static byte[] of(String... namesAndValues) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (int i = 0; i < namesAndValues.length; i++) {
            if (i % 2 == 0) {
                // A literal that nobody is to remember.
                block.write(0);
            }
            text(block, namesAndValues[i]);
        }
        return block.toByteArray();
    }

    /** What an answer of gRPC begins with. */
    public static byte[] answer() {
        return of(":status", "200", "content-type", "application/grpc");
    }

    /** What it ends with. */
    public static byte[] trailers(int status, String message) {
        return of("grpc-status", Integer.toString(status), "grpc-message", message);
    }

    /** An answer that is nothing but a status. */
    public static byte[] trailersOnly(int status, String message) {
        return of(
                ":status",
                "200",
                "content-type",
                "application/grpc",
                "grpc-status",
                Integer.toString(status),
                "grpc-message",
                message);
    }

    private static void text(ByteArrayOutputStream block, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int left = bytes.length;
        if (left < SHORT) {
            block.write(left);
        } else {
            block.write(SHORT);
            for (left -= SHORT; left > SHORT; left >>>= 7) {
                block.write(left & SHORT | 0x80);
            }
            block.write(left);
        }
        block.writeBytes(bytes);
    }
}
