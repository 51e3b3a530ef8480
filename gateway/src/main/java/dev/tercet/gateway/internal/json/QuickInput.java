package dev.tercet.gateway.internal.json;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Reads JSON of the one form in which etcd writes it: names that are known, whole numbers as texts of digits, bytes in etcd's
 * base64, blanks between them. It is not for anything else: {@link OddException} leaves that to the parser that knows it all.
 *
 * <p>Names are compared instead of read, and base64 is left to the JDK.
 */
final class QuickInput {
    /** Something that is not of this form, and may or may not be JSON. Not a failure: nobody sees it. */
    static final class OddException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private OddException() {
            super(null, null, false, false);
        }
    }

    private static final Base64.Decoder BASE64 = Base64.getDecoder();

    /** So many digits fit into a long whatever they are. */
    private static final int DIGITS = 18;

    private final byte[] in;
    private final ByteBuffer view;
    private final int end;
    private int at;

    QuickInput(byte[] in, int offset, int length) {
        this.in = in;
        view = ByteBuffer.wrap(in);
        at = offset;
        end = offset + length;
    }

    static OddException odd() {
        return new OddException();
    }

    /** A name with its quotes and colon, to be looked for by {@link #passes}. */
    static byte[] name(String name) {
        return ('"' + name + "\":").getBytes(StandardCharsets.US_ASCII);
    }

    /** Goes past this, if it is there. */
    boolean passes(byte[] text) {
        int after = at + text.length;
        if (after > end || !Arrays.equals(in, at, after, text, 0, text.length)) {
            return false;
        }
        at = after;
        blanks();
        return true;
    }

    /** Goes past this character and blanks after it, if it is there. */
    boolean passes(char character) {
        if (at == end || in[at] != character) {
            return false;
        }
        at++;
        blanks();
        return true;
    }

    void pass(byte[] text) {
        if (!passes(text)) {
            throw odd();
        }
    }

    /** The first letter of a name; anything else if there is none. */
    int initial() {
        return at + 1 < end ? in[at + 1] : 0;
    }

    void pass(char character) {
        if (!passes(character)) {
            throw odd();
        }
    }

    /** After an element: whether another follows, or else {@code last} has been passed. */
    boolean goesOn(char last) {
        if (passes(',')) {
            return true;
        }
        pass(last);
        return false;
    }

    void passEnd() {
        if (at != end) {
            throw odd();
        }
    }

    private void blanks() {
        while (at < end && (in[at] == ' ' || in[at] == '\n')) {
            at++;
        }
    }

    /** A text that is a whole number of at most 63 bits. */
    long signed() {
        int start = at + 1;
        int next = start;
        long value = 0;
        int digit;
        while (next < end && (digit = in[next] - '0') >= 0 && digit <= 9) {
            value = value * 10 + digit;
            next++;
        }
        if (next == start || next - start > DIGITS) {
            value = signed(unsigned());
        } else {
            close(next);
        }
        return value;
    }

    private static long signed(long number) {
        if (number < 0) {
            throw odd();
        }
        return number;
    }

    /** A text that is a whole number of at most 64 bits. */
    long unsigned() {
        int start = at + 1;
        int next = quote(start);
        close(next);
        try {
            return Long.parseUnsignedLong(new String(in, start, next - start, StandardCharsets.ISO_8859_1));
        } catch (NumberFormatException e) {
            throw odd();
        }
    }

    /** Goes past a text that ends there, and blanks after it. */
    private void close(int quote) {
        if (quote == end || in[quote] != '"' || in[at] != '"') {
            throw odd();
        }
        at = quote + 1;
        blanks();
    }

    /** A text in base64, decoded by the JDK, which is several times as fast as a loop where the processor helps it. */
    byte[] bytes() {
        int start = at + 1;
        int quote = quote(start);
        close(quote);
        if ((quote - start & 3) != 0) {
            throw odd();
        }
        try {
            return BASE64.decode(view.limit(quote).position(start)).array();
        } catch (IllegalArgumentException e) {
            throw odd();
        }
    }

    private int quote(int from) {
        int next = Quotes.find(in, from, end);
        if (next < 0) {
            throw odd();
        }
        return next;
    }
}
