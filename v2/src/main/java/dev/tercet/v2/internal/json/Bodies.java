package dev.tercet.v2.internal.json;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/** Whole bodies of JSON, to values of ours. */
final class Bodies {
    /** A directory in a directory takes two: this is for a thousand, in a tree that is read as a whole. */
    private static final int MAX_DEPTH = 2100;
    // The size of a body is bounded before it gets here. Sources are left out of messages: they hold values.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private Bodies() {}

    /**
     * Reads a body that is one object and nothing else.
     *
     * @throws UnreadableException if it is anything else
     */
    static <T> T read(JsonReader<T> reader, byte[] body) {
        try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), body)) {
            JsonToken first = in.nextToken();
            if (first != JsonToken.START_OBJECT) {
                throw new UnreadableException(first == null ? "nothing" : "JSON, but no object");
            }
            T value = reader.read(in);
            if (in.nextToken() != null) {
                throw new UnreadableException("more than one object");
            }
            return value;
        } catch (JacksonException e) {
            long at = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getByteOffset());
            // Not all that happens at the end is called that by Jackson.
            throw new UnreadableException(
                    at >= body.length || e instanceof UnexpectedEndOfInputException
                            ? "JSON that is cut off after " + body.length + " bytes"
                            : "no JSON at byte " + at);
        } catch (IllegalArgumentException e) {
            throw new UnreadableException("JSON with values that cannot be");
        }
    }
}
