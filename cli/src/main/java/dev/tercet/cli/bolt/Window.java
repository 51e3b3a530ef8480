package dev.tercet.cli.bolt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * Reads a file anywhere through one buffer, so that a file of any size needs no more memory than that. Reads before the end of what is
 * there only: whoever asks for more has been led astray by a broken file.
 */
final class Window {
    private static final int SIZE = 1 << 17;
    private static final int FIRST = 1 << 14;

    private final FileChannel file;
    private final long end;
    private final ByteBuffer buffer = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
    private long start;

    /** Of the first {@code end} bytes of it. */
    Window(FileChannel file, long end) {
        this.file = file;
        this.end = end;
        buffer.limit(0);
    }

    /** Where it ends. */
    long end() {
        return end;
    }

    /** Two bytes, unsigned. */
    int u16(long at) {
        return Short.toUnsignedInt(buffer.getShort(seek(at, Short.BYTES)));
    }

    /** Four bytes, unsigned. */
    long u32(long at) {
        return Integer.toUnsignedLong(buffer.getInt(seek(at, Integer.BYTES)));
    }

    /** Eight bytes. */
    long u64(long at) {
        return buffer.getLong(seek(at, Long.BYTES));
    }

    /** Some bytes, few enough to be kept. */
    byte[] bytes(long at, int length) {
        byte[] bytes = new byte[length];
        ByteBuffer into = ByteBuffer.wrap(bytes);
        feed(at, length, into::put);
        return bytes;
    }

    /** Hands on bytes, as many as there may be, in parts. */
    void feed(long at, long length, Taker taker) {
        long from = at;
        long left = length;
        while (left > 0) {
            int index = seek(from, 1);
            int part = (int) Math.min(left, buffer.limit() - index);
            taker.take(buffer.duplicate().position(index).limit(index + part));
            from += part;
            left -= part;
        }
    }

    /** Takes a part, and reads all of it before it returns. */
    interface Taker {
        /** Takes it. */
        void take(ByteBuffer part);
    }

    /** Where in the buffer it is, once it is there. */
    private int seek(long at, int length) {
        if (at < 0 || at > end - length) {
            throw new Broken("leads to byte " + Long.toUnsignedString(at) + ", and ends after " + end);
        }
        if (at < start || at + length > start + buffer.limit()) {
            fill(at);
        }
        return (int) (at - start);
    }

    private void fill(long at) {
        // Pages lie anywhere, so little is read at once unless it goes on where the last part ended.
        int size = at == start + buffer.limit() ? SIZE : FIRST;
        buffer.clear().limit((int) Math.min(size, end - at));
        try {
            while (buffer.hasRemaining()) {
                if (file.read(buffer, at + buffer.position()) < 0) {
                    throw new Broken("was cut while it was read");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        buffer.flip();
        start = at;
    }
}
