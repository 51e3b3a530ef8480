package dev.tercet.recipes.map;

import dev.tercet.kv.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.Objects;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Compressed with zlib, or as it is where that is shorter: the first byte tells which. */
record CompressedCodec<T>(Codec<T> plain) implements Codec<T> {
    private static final byte STORED = 0;
    private static final byte DEFLATED = 1;
    // Far beyond what etcd stores; without an end, a few bytes could be made to fill the memory.
    private static final int LONGEST = 64 << 20;

    CompressedCodec {
        Objects.requireNonNull(plain, "plain");
    }

    @Override
    public Bytes encode(T value) {
        Bytes bytes = plain.encode(value);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length() / 2 + 16);
        out.write(DEFLATED);
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(bytes.asByteBuffer());
            deflater.finish();
            byte[] part = new byte[4096];
            while (!deflater.finished()) {
                out.write(part, 0, deflater.deflate(part));
            }
        } finally {
            deflater.end();
        }
        return out.size() <= bytes.length()
                ? Bytes.wrap(out.toByteArray())
                : Bytes.wrap(new byte[] {STORED}).plus(bytes);
    }

    @Override
    public T decode(Bytes bytes) {
        if (bytes.isEmpty()) {
            throw new IllegalArgumentException("nothing, not even how it is compressed");
        }
        return switch (bytes.at(0)) {
            case STORED -> plain.decode(bytes.from(1));
            case DEFLATED -> plain.decode(inflated(bytes.from(1)));
            default -> throw new IllegalArgumentException("compressed in an unknown way: " + bytes.at(0));
        };
    }

    private static Bytes inflated(Bytes bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length() * 2);
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(bytes.asByteBuffer());
            byte[] part = new byte[4096];
            while (!inflater.finished()) {
                int length = inflater.inflate(part);
                if (length == 0 && !inflater.finished()) {
                    throw new IllegalArgumentException("compressed bytes that end too early");
                }
                out.write(part, 0, length);
                if (out.size() > LONGEST) {
                    throw new IllegalArgumentException("more than " + LONGEST + " bytes when expanded");
                }
            }
            return Bytes.wrap(out.toByteArray());
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("not compressed with zlib: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
    }
}
