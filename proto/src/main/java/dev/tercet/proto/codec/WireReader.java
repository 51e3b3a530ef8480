package dev.tercet.proto.codec;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.grpc.KnownLength;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the fields of one message, wherever the pieces begin and end in which it came.
 *
 * <p>What {@link CodedInputStream} does, and one thing that it does not: {@link #gather} has a whole message in sight before there
 * is an array for any of it, so that two fields may go into one. It reads through a window of a few kilobytes, past which long runs of bytes go
 * straight into their own arrays.
 */
final class WireReader {
    private static final int WINDOW = 4096;
    private static final int NESTED_GROUPS = 100;

    private final InputStream source;
    private final byte[] window;
    // How much of the message lies before the window, where in it the next byte is, and how much of it is filled.
    private int before;
    private int at;
    private int filled;
    // Where the message that is being read ends, which may be one inside another; and as much of that as the window
    // has.
    private int limit;
    private int stop;

    private WireReader(InputStream source, int size, byte[] window, int filled) {
        this.source = source;
        this.window = window;
        this.filled = filled;
        limit = size;
        stop = filled;
    }

    /** Reads a message that is all that the stream has. */
    static WireReader of(InputStream stream) throws IOException {
        return of(stream, WINDOW);
    }

    static WireReader of(InputStream stream, int windowSize) throws IOException {
        if (!(stream instanceof KnownLength)) {
            // It was compressed. Nobody knows how long it is, and a length inside it is no reason to make an array.
            byte[] all = stream.readAllBytes();
            return new WireReader(InputStream.nullInputStream(), all.length, all, all.length);
        }
        int size = stream.available();
        return new WireReader(stream, size, new byte[Math.min(size, windowSize)], 0);
    }

    /** The next field's number and type; 0 at the end of the message. */
    int tag() throws IOException {
        if (at == stop && before + at == limit) {
            return 0;
        }
        int tag = int32();
        if (WireFormat.getTagFieldNumber(tag) == 0) {
            throw new InvalidProtocolBufferException("a field has the number 0");
        }
        return tag;
    }

    long int64() throws IOException {
        if (at < stop && window[at] >= 0) {
            return window[at++];
        }
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = next();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new InvalidProtocolBufferException("a number is longer than any");
    }

    int int32() throws IOException {
        return (int) int64();
    }

    boolean bool() throws IOException {
        return int64() != 0;
    }

    String text() throws IOException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes()))
                .toString();
    }

    /** Begins a message inside this one, and answers what {@link #leave} must be given at its end. */
    int enter() throws IOException {
        int length = length();
        int outer = limit;
        limitTo(before + at + length);
        return outer;
    }

    void leave(int outer) {
        limitTo(outer);
    }

    /** How much is left of this message. */
    int left() {
        return limit - before - at;
    }

    /** Has all that is left of this message in the window; answers whether it is large enough. */
    boolean gather() throws IOException {
        if (left() > window.length) {
            return false;
        }
        if (at + left() > filled) {
            fill(left());
        }
        return true;
    }

    /** The length of what comes next, which is all there. */
    int length() throws IOException {
        int length = int32();
        if (length < 0 || length > left()) {
            throw truncated();
        }
        return length;
    }

    /** Goes past bytes that were gathered, and answers where in the window they lie until more is gathered. */
    int pass(int length) {
        int start = at;
        at += length;
        return start;
    }

    /** Two runs of bytes in one array. */
    byte[] joined(int first, int firstLength, int second, int secondLength) {
        if (second < firstLength) {
            byte[] both = new byte[firstLength + secondLength];
            System.arraycopy(window, first, both, 0, firstLength);
            System.arraycopy(window, second, both, firstLength, secondLength);
            return both;
        }
        // An array that is made by copying is not cleared before; what lies before the second makes room for the first.
        byte[] both = Arrays.copyOfRange(window, second - firstLength, second + secondLength);
        System.arraycopy(window, first, both, 0, firstLength);
        return both;
    }

    /** Bytes in an array of their own. */
    byte[] bytes() throws IOException {
        int length = length();
        if (length <= filled - at) {
            int start = pass(length);
            return Arrays.copyOfRange(window, start, at);
        }
        byte[] bytes = new byte[length];
        int there = filled - at;
        System.arraycopy(window, at, bytes, 0, there);
        if (source.readNBytes(bytes, there, length - there) < length - there) {
            throw truncated();
        }
        emptied(length);
        return bytes;
    }

    /** Goes past a field that nobody knows. */
    void skip(int tag) throws IOException {
        skip(tag, 0);
    }

    private void skip(int tag, int depth) throws IOException {
        switch (WireFormat.getTagWireType(tag)) {
            case WireFormat.WIRETYPE_VARINT -> int64();
            case WireFormat.WIRETYPE_FIXED64 -> drop(Long.BYTES);
            case WireFormat.WIRETYPE_LENGTH_DELIMITED -> drop(length());
            case WireFormat.WIRETYPE_FIXED32 -> drop(Integer.BYTES);
            case WireFormat.WIRETYPE_START_GROUP -> {
                if (depth == NESTED_GROUPS) {
                    throw new InvalidProtocolBufferException("groups are nested too deep");
                }
                int end = tag - WireFormat.WIRETYPE_START_GROUP + WireFormat.WIRETYPE_END_GROUP;
                for (int inside = tag(); inside != end; inside = tag()) {
                    if (inside == 0) {
                        throw truncated();
                    }
                    skip(inside, depth + 1);
                }
            }
            default ->
                throw new InvalidProtocolBufferException("a field is of no type, or a group ends that never began");
        }
    }

    private void drop(int length) throws IOException {
        if (length > left()) {
            throw truncated();
        }
        if (length <= filled - at) {
            pass(length);
            return;
        }
        source.skipNBytes(length - (filled - at));
        emptied(length);
    }

    private byte next() throws IOException {
        if (at == stop) {
            if (left() == 0) {
                throw truncated();
            }
            fill(1);
        }
        return window[at++];
    }

    /** Has so much in the window, which is large enough, of what is left of this message. */
    private void fill(int wanted) throws IOException {
        System.arraycopy(window, at, window, 0, filled - at);
        before += at;
        filled -= at;
        at = 0;
        while (filled < wanted) {
            int more = source.read(window, filled, window.length - filled);
            if (more <= 0) {
                throw truncated();
            }
            filled += more;
        }
        limitTo(limit);
    }

    /** What was in the window is used up, and {@code length} bytes are that went past it in part. */
    private void emptied(int length) {
        before += at + length;
        at = 0;
        filled = 0;
        limitTo(limit);
    }

    private void limitTo(int end) {
        limit = end;
        stop = Math.min(filled, end - before);
    }

    private static IOException truncated() {
        return new InvalidProtocolBufferException("it ends too early, or has a field that is longer than it");
    }
}
