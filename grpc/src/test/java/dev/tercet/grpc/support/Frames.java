package dev.tercet.grpc.support;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** As much of HTTP/2's framing as a misbehaving server needs. */
public final class Frames {
    public static final int DATA = 0;
    public static final int HEADERS = 1;
    public static final int RST_STREAM = 3;
    public static final int SETTINGS = 4;
    public static final int PING = 6;
    public static final int GOAWAY = 7;

    public static final int NO_ERROR = 0;
    public static final int PROTOCOL_ERROR = 1;
    public static final int INTERNAL_ERROR = 2;
    public static final int REFUSED_STREAM = 7;
    public static final int ENHANCE_YOUR_CALM = 11;

    private static final int PREFACE_BYTES = 24;

    private Frames() {}

    /** A frame's kind, flags and stream. */
    public record Frame(int type, int flags, int stream) {}

    /** Reads the client's preface. */
    public static void readPreface(InputStream in) throws IOException {
        if (in.readNBytes(PREFACE_BYTES).length < PREFACE_BYTES) {
            throw new EOFException("no preface");
        }
    }

    /** Reads frames until one of this type is there. */
    public static Frame readUntil(InputStream in, int type) throws IOException {
        while (true) {
            Frame frame = read(in);
            if (frame.type == type) {
                return frame;
            }
        }
    }

    public static Frame read(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        int length = data.readUnsignedByte() << 16 | data.readUnsignedShort();
        int type = data.readUnsignedByte();
        int flags = data.readUnsignedByte();
        int stream = data.readInt();
        data.readFully(new byte[length]);
        return new Frame(type, flags, stream);
    }

    public static void settings(OutputStream out) throws IOException {
        write(out, SETTINGS, 0, 0, new byte[0]);
        write(out, SETTINGS, 1, 0, new byte[0]);
    }

    /** Allows no more than so many streams at a time. */
    public static void settingsWithStreams(OutputStream out, int most) throws IOException {
        write(
                out,
                SETTINGS,
                0,
                0,
                ByteBuffer.allocate(6).putShort((short) 3).putInt(most).array());
        write(out, SETTINGS, 1, 0, new byte[0]);
    }

    public static void reset(OutputStream out, int stream, int error) throws IOException {
        write(out, RST_STREAM, 0, stream, ByteBuffer.allocate(4).putInt(error).array());
    }

    public static void goAway(OutputStream out, int lastStream, int error) throws IOException {
        write(
                out,
                GOAWAY,
                0,
                0,
                ByteBuffer.allocate(8).putInt(lastStream).putInt(error).array());
    }

    /** A web server's answer: {@code :status} as given, which HPACK has in its static table, and nothing else. */
    public static void status(OutputStream out, int stream, int status) throws IOException {
        int index = switch (status) {
            case 200 -> 8;
            case 404 -> 13;
            case 500 -> 14;
            default -> throw new IllegalArgumentException("no index known for status " + status);
        };
        write(out, HEADERS, 0x4 | 0x1, stream, new byte[] {(byte) (0x80 | index)});
    }

    public static void write(OutputStream out, int type, int flags, int stream, byte[] payload) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(payload.length >> 16);
        frame.write(payload.length >> 8);
        frame.write(payload.length);
        frame.write(type);
        frame.write(flags);
        frame.writeBytes(ByteBuffer.allocate(4).putInt(stream).array());
        frame.writeBytes(payload);
        out.write(frame.toByteArray());
        out.flush();
    }
}
