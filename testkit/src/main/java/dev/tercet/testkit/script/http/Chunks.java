package dev.tercet.testkit.script.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Bodies in chunks, as they are on the wire.
 *
 * @since 0.1
 */
public final class Chunks {
    private Chunks() {}

    /** One chunk. */
    public static byte[] of(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(bytes);
        out.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    /** The last one, which is empty. */
    public static byte[] last() {
        return "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    }
}
