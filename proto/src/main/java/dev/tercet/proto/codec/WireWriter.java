package dev.tercet.proto.codec;

import dev.tercet.kv.Bytes;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Writes a message to a stream: a small one at once, and the large values of a larger one without a copy in between. */
final class WireWriter extends WireOut implements Bytes.Reader<WireWriter> {
    private static final int ROOM = 4096;
    private static final int LONGEST_VARINT = 10;

    private final OutputStream out;
    private final WireLength counted;
    private final byte[] buffer;
    private int at;
    private int messages;

    private WireWriter(OutputStream out, WireLength counted) {
        this.out = out;
        this.counted = counted;
        // One that has all of the message never lacks room, even if the last number in it could be longer than it is.
        buffer = new byte[Math.min(counted.total(), ROOM)];
    }

    /** Writes a message that was counted before. */
    static <T> void write(T value, Form<T> form, WireLength counted, OutputStream out) throws IOException {
        WireWriter writer = new WireWriter(out, counted);
        try {
            form.write(value, writer);
            writer.flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    void varint(long value) {
        if (buffer.length == ROOM && at > ROOM - LONGEST_VARINT) {
            flush();
        }
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            buffer[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        buffer[at++] = (byte) rest;
    }

    @Override
    void content(Bytes bytes) {
        bytes.read(this);
    }

    @Override
    <T> void message(int field, T value, Form<T> form) {
        opening(field, counted.inner(messages++));
        form.write(value, this);
    }

    @Override
    public WireWriter read(byte[] array, int offset, int length) {
        if (length > buffer.length - at) {
            flush();
        }
        if (length > buffer.length) {
            write(array, offset, length);
        } else {
            System.arraycopy(array, offset, buffer, at, length);
            at += length;
        }
        return this;
    }

    private void flush() {
        write(buffer, 0, at);
        at = 0;
    }

    private void write(byte[] array, int offset, int length) {
        try {
            out.write(array, offset, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
