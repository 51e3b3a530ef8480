package dev.tercet.gateway.internal.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * The bytes that a parser reads, for values that are read in place: a key's text is bytes in base64 or a number, and would be made
 * characters only to be made something else again, ten thousand times for a large range.
 */
final class Source extends ObjectReadContext.Base {
    private final byte[] bytes;
    private final int offset;
    private final int limit;

    /** With {@code length} bytes from {@code offset} on, of which the parser reads the very same. */
    Source(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.offset = offset;
        this.limit = offset + length;
    }

    static Source of(JsonParser in) {
        return (Source) in.objectReadContext();
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where the text begins at which the parser is, behind its quote; −1 if the parser is at something else. */
    int begin(JsonParser in) {
        if (in.currentToken() != JsonToken.VALUE_STRING) {
            return -1;
        }
        int quote = offset + (int) in.currentTokenLocation().getByteOffset();
        return quote >= offset && quote < limit && bytes[quote] == '"' ? quote + 1 : -1;
    }

    /** Where the next quote is; −1 if there is none. */
    int end(int begin) {
        return Quotes.find(bytes, begin, limit);
    }
}
