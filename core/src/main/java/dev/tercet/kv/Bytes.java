package dev.tercet.kv;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * An immutable run of bytes: the type of every key and value.
 *
 * <p>{@link #wrap(byte[])} does not copy, so the array must not change afterwards; {@link #copyOf(byte[])} does. Order is
 * etcd's: byte by byte, unsigned, a prefix before what it is a prefix of. Nothing is hashed or decoded before it is asked for.
 *
 * @since 0.1
 */
public final class Bytes implements Comparable<Bytes> {
    /** No bytes at all. */
    public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

    private static final int SHOWN = 64;

    private final byte[] array;
    private final int offset;
    private final int length;

    private Bytes(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    /** These very bytes, not copied: the caller gives up the array. */
    public static Bytes wrap(byte[] array) {
        return array.length == 0 ? EMPTY : new Bytes(array, 0, array.length);
    }

    /** {@code length} bytes from {@code offset} on, not copied: the caller gives up the array. */
    public static Bytes wrap(byte[] array, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, array.length);
        return length == 0 ? EMPTY : new Bytes(array, offset, length);
    }

    /**
     * A part of an array that others hold too: a view if it is at least half of it, and a copy otherwise. Whoever keeps a part must not
     * keep much else without knowing it; a set of keys would hold all their values.
     */
    static Bytes part(byte[] whole, int offset, int length) {
        // One place makes the object, so that the compiler can do without it where nobody keeps it.
        boolean copied = length < whole.length - length;
        return new Bytes(
                copied ? Arrays.copyOfRange(whole, offset, offset + length) : whole, copied ? 0 : offset, length);
    }

    /** A copy of these bytes. */
    public static Bytes copyOf(byte[] array) {
        return wrap(Objects.requireNonNull(array, "array").clone());
    }

    /** A copy of what remains in the buffer, whose position stays where it is. */
    public static Bytes copyOf(ByteBuffer buffer) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return wrap(copy);
    }

    /** The text in UTF-8. */
    public static Bytes of(String text) {
        return of(text, StandardCharsets.UTF_8);
    }

    /** The text in the given charset; a character the charset lacks becomes its replacement, as {@link String#getBytes} does. */
    public static Bytes of(String text, Charset charset) {
        return wrap(Objects.requireNonNull(text, "text").getBytes(Objects.requireNonNull(charset, "charset")));
    }

    /**
     * Bytes written in hexadecimal, two digits each.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static Bytes ofHex(String hex) {
        return wrap(HexFormat.of().parseHex(Objects.requireNonNull(hex, "hex")));
    }

    /** How many bytes. */
    public int length() {
        return length;
    }

    /** Whether it is none at all. */
    public boolean isEmpty() {
        return length == 0;
    }

    /**
     * The byte at {@code index}.
     *
     * @throws IndexOutOfBoundsException outside 0 to length − 1
     */
    public byte at(int index) {
        return array[offset + Objects.checkIndex(index, length)];
    }

    /** A copy as an array. */
    public byte[] toArray() {
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    /** A read-only view, not copied. */
    public ByteBuffer asByteBuffer() {
        return ByteBuffer.wrap(array, offset, length).slice().asReadOnlyBuffer();
    }

    /** The text these bytes are in UTF-8; malformed parts become U+FFFD. */
    public String utf8() {
        return text(StandardCharsets.UTF_8);
    }

    /** The text these bytes are in the given charset; malformed parts become the charset's replacement. */
    public String text(Charset charset) {
        return new String(array, offset, length, charset);
    }

    /** Lower-case hexadecimal, two digits a byte. */
    public String hex() {
        return HexFormat.of().formatHex(array, offset, offset + length);
    }

    /** Whether it begins with all of {@code prefix}; everything begins with the empty one. */
    public boolean startsWith(Bytes prefix) {
        return length >= prefix.length
                && Arrays.equals(
                        array,
                        offset,
                        offset + prefix.length,
                        prefix.array,
                        prefix.offset,
                        prefix.offset + prefix.length);
    }

    /** What is left from {@code from} on, not copied. */
    public Bytes from(int from) {
        Objects.checkFromToIndex(from, length, length);
        return from == 0 ? this : wrap(array, offset + from, length - from);
    }

    /** These bytes and then those. */
    public Bytes plus(Bytes tail) {
        if (tail.length == 0) {
            return this;
        }
        if (length == 0) {
            return tail;
        }
        byte[] joined = Arrays.copyOfRange(array, offset, offset + length + tail.length);
        System.arraycopy(tail.array, tail.offset, joined, length, tail.length);
        return wrap(joined);
    }

    /** The smallest key greater than this one: these bytes and a zero byte. */
    public Bytes next() {
        return wrap(Arrays.copyOf(toArray(), length + 1));
    }

    /**
     * Hands the backing array to a reader, which must neither change nor keep it: the way for a transport to encode without a
     * copy.
     */
    public <T> T read(Reader<T> reader) {
        return reader.read(array, offset, length);
    }

    @Override
    public int compareTo(Bytes other) {
        return Arrays.compareUnsigned(
                array, offset, offset + length, other.array, other.offset, other.offset + other.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that
                && length == that.length
                && Arrays.equals(array, offset, offset + length, that.array, that.offset, that.offset + that.length);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + array[i];
        }
        return hash;
    }

    /** Printable ASCII as it is, other bytes as {@code \xNN}, in quotes; long runs are cut and say so. */
    @Override
    public String toString() {
        StringBuilder shown = new StringBuilder(Math.min(length, SHOWN) + 2).append('"');
        for (int i = 0; i < Math.min(length, SHOWN); i++) {
            int b = array[offset + i] & 0xff;
            if (b == '"' || b == '\\') {
                shown.append('\\').append((char) b);
            } else if (b >= 0x20 && b < 0x7f) {
                shown.append((char) b);
            } else {
                shown.append(String.format("\\x%02x", b));
            }
        }
        shown.append('"');
        return length > SHOWN
                ? shown.append("… (").append(length).append(" bytes)").toString()
                : shown.toString();
    }

    /**
     * Reads a run of bytes in place.
     *
     * @param <T> what it makes of them
     */
    @FunctionalInterface
    public interface Reader<T> {
        /** Reads {@code length} bytes from {@code offset} on, and changes none: they may belong to others. */
        T read(byte[] array, int offset, int length);
    }
}
