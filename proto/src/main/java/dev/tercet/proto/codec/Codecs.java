package dev.tercet.proto.codec;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import dev.tercet.kv.Header;
import dev.tercet.proto.etcdserverpb.ResponseHeader;
import dev.tercet.spi.Rpc;
import dev.tercet.spi.StreamRpc;
import java.util.IdentityHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Calls and streams with their codecs. */
final class Codecs {
    // By identity: a row's hash would be computed anew, from its strings, for every call.
    private final IdentityHashMap<Object, MethodCodec<?, ?>> byRow = new IdentityHashMap<>();

    private Codecs() {}

    static Codecs of(Consumer<Codecs> fill) {
        Codecs codecs = new Codecs();
        fill.accept(codecs);
        return codecs;
    }

    @Nullable
    MethodCodec<?, ?> find(Object row) {
        return byRow.get(row);
    }

    <Q, R> void put(Rpc<Q, R> rpc, MethodCodec<Q, R> codec) {
        byRow.put(rpc, codec);
    }

    <Q, M extends Message, R> void call(
            Rpc<Q, R> rpc, Function<Q, ? extends Message> encoder, Parser<M> parser, Function<M, R> decoder) {
        put(rpc, MethodCodec.of(encoder, parser, decoder));
    }

    /** A call whose reply says nothing but its header. */
    <Q, M extends Message> void header(
            Rpc<Q, Header> rpc,
            Function<Q, ? extends Message> encoder,
            Parser<M> parser,
            Function<M, ResponseHeader> header) {
        call(rpc, encoder, parser, message -> HeaderCodec.decode(header.apply(message)));
    }

    <Q, M extends Message, R> void stream(
            StreamRpc<Q, R> rpc, Function<Q, ? extends Message> encoder, Parser<M> parser, Function<M, R> decoder) {
        byRow.put(rpc, MethodCodec.of(encoder, parser, decoder));
    }
}
