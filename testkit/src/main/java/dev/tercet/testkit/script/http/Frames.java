package dev.tercet.testkit.script.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Websocket frames, as they are on the wire.
 *
 * @since 0.1
 */
public final class Frames {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int SHORT = 126;
    private static final int LONG = 127;
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /** A frame of a client, unmasked. */
    @SuppressWarnings("ArrayRecordComponent") // Made once, read once, compared never.
    record Frame(int opcode, boolean last, byte[] payload) {}

    private Frames() {}

    /** A server's whole text message. */
    public static byte[] text(String text) {
        return frame(TEXT, true, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A server's frame. */
    static byte[] frame(int opcode, boolean last, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write((last ? FIN : 0) | opcode);
        if (payload.length < SHORT) {
            out.write(payload.length);
        } else if (payload.length <= 0xffff) {
            out.write(SHORT);
            out.writeBytes(
                    ByteBuffer.allocate(2).putShort((short) payload.length).array());
        } else {
            out.write(LONG);
            out.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
        }
        out.writeBytes(payload);
        return out.toByteArray();
    }

    /** Reads a client's frame. */
    static Frame read(InputStream in) throws IOException {
        byte[] head = exactly(in, 2);
        long length = head[1] & 0x7f;
        if (length == SHORT) {
            length = ByteBuffer.wrap(exactly(in, 2)).getShort() & 0xffff;
        } else if (length == LONG) {
            length = ByteBuffer.wrap(exactly(in, 8)).getLong();
        }
        if ((head[1] & MASKED) == 0) {
            throw new IOException("a client's frame has to be masked");
        }
        byte[] mask = exactly(in, 4);
        byte[] payload = exactly(in, Math.toIntExact(length));
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % 4];
        }
        return new Frame(head[0] & 0x0f, (head[0] & FIN) != 0, payload);
    }

    /** What a server answers to a client's key. */
    static String accept(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-1", e);
        }
    }

    private static byte[] exactly(InputStream in, int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("the frame ends in the middle");
        }
        return bytes;
    }
}
