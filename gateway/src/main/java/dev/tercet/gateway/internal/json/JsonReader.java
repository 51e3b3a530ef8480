package dev.tercet.gateway.internal.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/**
 * How a JSON object becomes a value of ours.
 *
 * @param <R> the value
 */
public interface JsonReader<R> {
    /**
     * Reads one object, to its end. Fields that are not known are left out, those that are missing are zero.
     *
     * @param in at the object's start
     * @throws tools.jackson.core.JacksonException for what is no JSON
     * @throws UnreadableException for JSON that cannot be the value
     */
    R read(JsonParser in);

    /**
     * Reads a body that is one object without a parser, if that can be done.
     *
     * @return null if it cannot: the parser has to say what it is
     */
    default @Nullable R readQuickly(byte[] body, int offset, int length) {
        return null;
    }
}
