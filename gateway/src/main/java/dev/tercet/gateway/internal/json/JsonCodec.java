package dev.tercet.gateway.internal.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/**
 * How a request becomes a JSON object, and how a JSON object becomes a reply.
 *
 * @param <Q> the request, a value of ours
 * @param <R> the reply, a value of ours
 */
public interface JsonCodec<Q, R> extends JsonWriter<Q>, JsonReader<R> {
    /** Of both halves. */
    static <Q, R> JsonCodec<Q, R> of(JsonWriter<Q> writer, JsonReader<R> reader) {
        return new JsonCodec<>() {
            @Override
            public void write(JsonGenerator out, Q request) {
                writer.write(out, request);
            }

            @Override
            public R read(JsonParser in) {
                return reader.read(in);
            }

            @Override
            public @Nullable R readQuickly(byte[] body, int offset, int length) {
                return reader.readQuickly(body, offset, length);
            }
        };
    }
}
