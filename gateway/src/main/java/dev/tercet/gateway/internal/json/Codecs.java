package dev.tercet.gateway.internal.json;

import dev.tercet.spi.Rpc;
import dev.tercet.spi.StreamRpc;

/** The table of calls: how each one's request and reply are said in JSON. */
public final class Codecs {
    /** Whatever a gateway says when it fails: the shapes of all versions, for a call and for an answer that goes on. */
    public static final JsonReader<ErrorBody> ERROR = in -> {
        throw new UnsupportedOperationException("not built yet");
    };

    /** What {@code GET /version} answers: the server's version, as in {@code 3.6.14}; empty if it does not say. */
    public static final JsonReader<String> VERSION = in -> {
        throw new UnsupportedOperationException("not built yet");
    };

    private Codecs() {}

    /**
     * A call's codec. That of {@link dev.tercet.spi.LeaseRpcs#RENEW} is about one message of its stream: see {@link #enveloped}.
     *
     * @throws IllegalArgumentException for a call that is not in the table
     */
    public static <Q, R> JsonCodec<Q, R> of(Rpc<Q, R> rpc) {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * A call's codec for servers before 3.4, which is another one where JSON's types have changed.
     *
     * @throws IllegalArgumentException for a call that is not in the table
     */
    public static <Q, R> JsonCodec<Q, R> ofOld(Rpc<Q, R> rpc) {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * A stream's codec, of one message without its envelope.
     *
     * @throws IllegalArgumentException for a stream that is not in the table; that of watches is {@code WATCH}
     */
    public static <Q, R> JsonCodec<Q, R> of(StreamRpc<Q, R> rpc) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Reads one object of an answer that goes on: {@code {"result":…}} or {@code {"error":…}}. */
    public static <R> JsonReader<Enveloped<R>> enveloped(JsonReader<R> messages) {
        throw new UnsupportedOperationException("not built yet");
    }
}
