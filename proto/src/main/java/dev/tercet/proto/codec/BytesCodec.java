package dev.tercet.proto.codec;

import com.google.protobuf.ByteOutput;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.tercet.kv.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs of bytes, without copying them: both sides are immutable, so they may share an array. A value is copied once, from the
 * connection's buffer into the array that the caller gets.
 */
public final class BytesCodec {
    private BytesCodec() {}

    public static ByteString encode(Bytes bytes) {
        return bytes.isEmpty() ? ByteString.EMPTY : bytes.read(UnsafeByteOperations::unsafeWrap);
    }

    public static Bytes decode(ByteString string) {
        if (string.isEmpty()) {
            return Bytes.EMPTY;
        }
        Taker taker = new Taker(string.size());
        try {
            UnsafeByteOperations.unsafeWriteTo(string, taker);
        } catch (IOException e) {
            throw new UncheckedIOException("a byte string in memory failed to give its bytes", e);
        }
        return taker.taken;
    }

    public static List<Bytes> decodeAll(List<ByteString> strings) {
        List<Bytes> all = new ArrayList<>(strings.size());
        for (ByteString string : strings) {
            all.add(decode(string));
        }
        return List.copyOf(all);
    }

    /** Is handed the array of a string that has one, and otherwise gathers the pieces. */
    private static final class Taker extends ByteOutput {
        private final int size;
        private Bytes taken = Bytes.EMPTY;

        Taker(int size) {
            this.size = size;
        }

        @Override
        public void writeLazy(byte[] value, int offset, int length) {
            taken = length == size ? Bytes.wrap(value, offset, length) : taken.plus(Bytes.wrap(value, offset, length));
        }

        @Override
        public void write(byte value) {
            taken = taken.plus(Bytes.wrap(new byte[] {value}));
        }

        @Override
        public void write(byte[] value, int offset, int length) {
            taken = taken.plus(Bytes.copyOf(ByteBuffer.wrap(value, offset, length)));
        }

        @Override
        public void write(ByteBuffer value) {
            taken = taken.plus(Bytes.copyOf(value));
        }

        @Override
        public void writeLazy(ByteBuffer value) {
            write(value);
        }
    }
}
