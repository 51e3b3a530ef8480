package dev.tercet.recipes.map;

import dev.tercet.kv.Bytes;
import java.util.Objects;
import java.util.function.Function;

/** A codec of two functions. */
record MadeCodec<T>(Function<? super T, Bytes> encoder, Function<? super Bytes, ? extends T> decoder)
        implements Codec<T> {
    MadeCodec {
        Objects.requireNonNull(encoder, "encode");
        Objects.requireNonNull(decoder, "decode");
    }

    @Override
    public Bytes encode(T value) {
        return encoder.apply(value);
    }

    @Override
    public T decode(Bytes bytes) {
        return decoder.apply(bytes);
    }
}
