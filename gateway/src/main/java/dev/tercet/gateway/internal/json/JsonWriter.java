package dev.tercet.gateway.internal.json;

import tools.jackson.core.JsonGenerator;

/**
 * How a value of ours becomes a JSON object.
 *
 * @param <Q> the value
 */
public interface JsonWriter<Q> {
    /** Writes the whole object. */
    void write(JsonGenerator out, Q value);
}
