package dev.tercet.embedded.internal.front.json;

import dev.tercet.embedded.internal.status.EtcdError;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.async.ByteArrayFeeder;

/** Finds where one JSON value ends and the next begins, in a body that comes piece by piece. */
public final class JsonValues {
    private final JsonParser parser = Json.parser();
    private final ByteArrayFeeder feeder = (ByteArrayFeeder) parser.nonBlockingInputFeeder();
    private final Consumer<byte[]> to;

    // Of the value that is not complete: what came in pieces before this one.
    private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();

    private byte[] piece = {};

    // Where the piece begins in the body, and how much of it was given away.
    private long offset;
    private int given;

    private int depth;

    /** Gives away each value as soon as it is complete. */
    public JsonValues(Consumer<byte[]> to) {
        this.to = to;
    }

    /** How many bytes there are of a value that is not complete. */
    public int pending() {
        return unfinished.size();
    }

    /**
     * The next piece.
     *
     * @throws EtcdError if it is no JSON; values before the mistake have been given away
     */
    public void feed(byte[] next) {
        piece = next;
        given = 0;
        try {
            feeder.feedInput(piece, 0, piece.length);
            advance();
        } catch (JacksonException e) {
            throw Json.refusal(e);
        }
        unfinished.write(piece, given, piece.length - given);
        offset += piece.length;
        given = 0;
        piece = new byte[0];
    }

    /**
     * There is no more.
     *
     * @throws EtcdError if a value is not complete
     */
    public void end() {
        try {
            feeder.endOfInput();
            advance();
        } catch (JacksonException e) {
            throw Json.refusal(e);
        }
    }

    private void advance() {
        for (JsonToken token = parser.nextToken();
                token != null && token != JsonToken.NOT_AVAILABLE;
                token = parser.nextToken()) {
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            }
            if (depth == 0) {
                give(parser.currentLocation().getByteOffset());
            }
        }
    }

    private void give(long end) {
        // Not in this piece, if it is a number: what comes after it tells that it is complete.
        int upTo = Math.max(0, (int) (end - offset));
        unfinished.write(piece, given, upTo - given);
        given = upTo;
        byte[] value = unfinished.toByteArray();
        unfinished.reset();
        to.accept(value);
    }
}
