package dev.tercet.proto.codec;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads and writes without a message, where there is none yet. Whoever only does that has none of the messages loaded, nor what of
 * protobuf they are made of.
 */
abstract class DirectCodec<Q, R> extends MethodCodec<Q, R> implements WireOut.Form<Q> {
    @Override
    public final InputStream stream(Q request) {
        return new WireRequest<>(request, this);
    }

    @Override
    public final R decode(InputStream in) throws IOException {
        return read(WireReader.of(in));
    }

    /** Reads the fields of one message, to its end. */
    abstract R read(WireReader in) throws IOException;
}
