package dev.tercet.benchmarks.jmh;

import io.grpc.Drainable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Takes messages as the connection does: they write themselves into a buffer that is there. */
final class Outbox extends OutputStream {
    private final byte[] buffer = new byte[1 << 16];
    private int size;

    /** Takes a message, and answers how long it is. */
    int take(InputStream message) throws IOException {
        size = 0;
        ((Drainable) message).drainTo(this);
        message.close();
        return size;
    }

    @Override
    public void write(int value) {
        buffer[size++] = (byte) value;
    }

    @Override
    public void write(byte[] from, int offset, int length) {
        System.arraycopy(from, offset, buffer, size, length);
        size += length;
    }
}
