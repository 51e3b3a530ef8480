package dev.tercet.benchmarks.jmh;

import com.google.protobuf.MessageLite;
import io.grpc.HasByteBuffer;
import io.grpc.KnownLength;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** A message as gRPC hands it to a marshaller when it lies in one piece in the connection's buffer, outside of the heap. */
final class Arrived extends InputStream implements HasByteBuffer, KnownLength {
    private final ByteBuffer bytes;

    private Arrived(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** A message. */
    static Arrived of(MessageLite message) {
        byte[] array = message.toByteArray();
        return new Arrived(ByteBuffer.allocateDirect(array.length).put(array).flip());
    }

    /** Itself, once more from its beginning. */
    Arrived again() {
        bytes.rewind();
        return this;
    }

    @Override
    public boolean byteBufferSupported() {
        return true;
    }

    @Override
    public ByteBuffer getByteBuffer() {
        return bytes.slice();
    }

    @Override
    public int available() {
        return bytes.remaining();
    }

    @Override
    public int read() {
        return bytes.hasRemaining() ? bytes.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (!bytes.hasRemaining()) {
            return length == 0 ? 0 : -1;
        }
        int taken = Math.min(length, bytes.remaining());
        bytes.get(into, offset, taken);
        return taken;
    }

    @Override
    public long skip(long count) {
        int skipped = (int) Math.max(0, Math.min(count, bytes.remaining()));
        bytes.position(bytes.position() + skipped);
        return skipped;
    }
}
