package dev.tercet.gateway.internal.json;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/**
 * How a request becomes a JSON object, and how a JSON object becomes a reply.
 *
 * @param <Q> the request, a value of ours
 * @param <R> the reply, a value of ours
 */
public interface JsonCodec<Q, R> {
    /** Writes the whole object. */
    void write(JsonGenerator out, Q request);

    /**
     * Reads one object, to its end. Fields that are not known are left out, those that are missing are zero.
     *
     * @param in at the object's start
     * @throws tools.jackson.core.JacksonException for what is no JSON
     * @throws UnreadableException for JSON that cannot be the reply
     */
    R read(JsonParser in);
}
