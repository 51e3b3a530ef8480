package dev.tercet.gateway.internal.json;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/** Whole bodies of JSON: bytes or text, to values of ours and back. */
public final class JsonBodies {
    /** A transaction in a transaction takes three, and some of the stack: this is for three hundred. */
    private static final int MAX_DEPTH = 900;

    // The size of a body is bounded before it gets here. Sources are left out of messages: they hold values and
    // passwords.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .streamWriteConstraints(
                    StreamWriteConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .rootValueSeparator("\n")
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private JsonBodies() {}

    /**
     * A request as a body.
     *
     * @throws UnsupportedOperationException if it cannot be said, with why in words for users
     */
    public static <Q> byte[] write(JsonWriter<Q> writer, Q request) {
        return writeAll(writer, List.of(request));
    }

    /** Requests as one body, one object after another, each in a line of its own. */
    public static <Q> byte[] writeAll(JsonWriter<Q> writer, List<Q> requests) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            for (Q request : requests) {
                writer.write(out, request);
            }
        } catch (StreamConstraintsException e) {
            throw new UnsupportedOperationException("transactions within transactions, deeper than can be sent", e);
        }
        return bytes.toByteArray();
    }

    /** A request as a text message. */
    public static <Q> String text(JsonWriter<Q> writer, Q request) {
        return new String(write(writer, request), StandardCharsets.UTF_8);
    }

    /**
     * Reads a body that is one object and nothing else.
     *
     * @throws UnreadableException if it is anything else
     */
    public static <R> R read(JsonReader<R> reader, byte[] body) {
        return read(reader, body, 0, body.length);
    }

    /**
     * Reads a body that is one object and nothing else, from the pieces in which it came. They are not changed.
     *
     * @throws UnreadableException if it is anything else
     */
    public static <R> R read(JsonReader<R> reader, List<ByteBuffer> pieces) {
        if (pieces.size() == 1 && pieces.get(0).hasArray()) {
            ByteBuffer only = pieces.get(0);
            return read(reader, only.array(), only.arrayOffset() + only.position(), only.remaining());
        }
        return read(reader, join(pieces));
    }

    /**
     * Reads a text message that is one object and nothing else.
     *
     * @throws UnreadableException if it is anything else
     */
    public static <R> R read(JsonReader<R> reader, String text) {
        return read(reader, text.getBytes(StandardCharsets.UTF_8));
    }

    /** All the bytes that are left of the pieces, which are not changed. */
    public static byte[] join(List<ByteBuffer> pieces) {
        int size = 0;
        for (ByteBuffer piece : pieces) {
            size = Math.addExact(size, piece.remaining());
        }
        byte[] all = new byte[size];
        int at = 0;
        for (ByteBuffer piece : pieces) {
            piece.get(piece.position(), all, at, piece.remaining());
            at += piece.remaining();
        }
        return all;
    }

    private static <R> R read(JsonReader<R> reader, byte[] body, int offset, int length) {
        R quick = reader.readQuickly(body, offset, length);
        return quick == null ? readAll(reader, body, offset, length) : quick;
    }

    private static <R> R readAll(JsonReader<R> reader, byte[] body, int offset, int length) {
        try (JsonParser in = FACTORY.createParser(new Source(body, offset, length), body, offset, length)) {
            JsonToken first = in.nextToken();
            if (first != JsonToken.START_OBJECT) {
                throw new UnreadableException(first == null ? "nothing" : "JSON, but no object");
            }
            R value = reader.read(in);
            if (in.nextToken() != null) {
                throw new UnreadableException("more than one object");
            }
            return value;
        } catch (JacksonException e) {
            long at = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getByteOffset());
            // Not all that happens at the end is called that by Jackson.
            throw new UnreadableException(
                    at >= length || e instanceof UnexpectedEndOfInputException
                            ? "JSON that is cut off after " + length + " bytes"
                            : "no JSON at byte " + at);
        } catch (IllegalArgumentException e) {
            throw new UnreadableException("JSON with values that cannot be");
        }
    }
}
