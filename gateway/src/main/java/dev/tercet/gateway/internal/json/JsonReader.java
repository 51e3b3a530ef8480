package dev.tercet.gateway.internal.json;

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
}
