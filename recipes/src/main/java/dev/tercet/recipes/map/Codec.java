package dev.tercet.recipes.map;

import dev.tercet.kv.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;

/**
 * How things of one type are bytes.
 *
 * <p>For JSON, CBOR and the like bring your own: {@code Codec.of(json::writeValueAsBytes, …)}. A codec for keys must give equal things
 * equal bytes; ranges go by the order of the bytes, unsigned, which for the built-in ones is said at each. Codecs are used by several
 * threads at once, and hold no state.
 *
 * @param <T> what is encoded; never null
 * @since 0.1
 */
public interface Codec<T> {
    /**
     * As bytes.
     *
     * @throws IllegalArgumentException if it cannot be said in them
     */
    Bytes encode(T value);

    /**
     * From bytes. What it throws, whatever it is, tells that these are none of its own: maps turn it into {@code UndecodableException}
     * with the key.
     */
    T decode(Bytes bytes);

    /** A codec of two functions. */
    static <T> Codec<T> of(Function<? super T, Bytes> encode, Function<? super Bytes, ? extends T> decode) {
        return new MadeCodec<>(encode, decode);
    }

    /** Text in UTF-8, ordered by code points. Malformed text is refused either way. */
    static Codec<String> text() {
        return new TextCodec(StandardCharsets.UTF_8);
    }

    /** Bytes as they are. */
    static Codec<Bytes> bytes() {
        return of(bytes -> bytes, bytes -> bytes);
    }

    /** A number in eight bytes, in its own order, also negative ones. */
    static Codec<Long> int64() {
        return Numbers.INT64;
    }

    /** A number in four bytes, in its own order, also negative ones. */
    static Codec<Integer> int32() {
        return Numbers.INT32;
    }

    /** A number without a sign in eight bytes, in the order of {@link Long#compareUnsigned}. */
    static Codec<Long> unsigned64() {
        return Numbers.UNSIGNED64;
    }

    /** A UUID in 16 bytes, in the order of its text, which is not that of {@link UUID#compareTo}. */
    static Codec<UUID> uuid() {
        return Numbers.UUIDS;
    }

    /** One byte, false before true. */
    static Codec<Boolean> bool() {
        return Numbers.BOOL;
    }

    /** A moment in twelve bytes, to the nanosecond, earlier ones first. */
    static Codec<Instant> instant() {
        return Numbers.INSTANT;
    }

    /** A constant by its name, in the order of names, so that constants may be added and moved but not renamed. */
    static <E extends Enum<E>> Codec<E> enumOf(Class<E> type) {
        Codec<String> names = text();
        return of(constant -> names.encode(constant.name()), bytes -> Enum.valueOf(type, names.decode(bytes)));
    }

    /**
     * Two things, ordered by the first and then by the second, if each codec keeps the order of its own. All pairs with the same first
     * part begin with the same bytes, which those of no other first part begin with.
     */
    static <A, B> Codec<Pair<A, B>> pair(Codec<A> first, Codec<B> second) {
        return new PairCodec<>(first, second);
    }

    /** The same, compressed as {@link java.util.zip.Deflater} does, unless that makes it longer. Not for keys: the order is lost. */
    default Codec<T> compressed() {
        return new CompressedCodec<>(this);
    }
}
