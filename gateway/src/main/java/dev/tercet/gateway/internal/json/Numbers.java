package dev.tercet.gateway.internal.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import tools.jackson.core.JsonParser;

/** Reads whole numbers of 64 bits, which are texts in protobuf's JSON, and may be numbers if somebody has rewritten it. */
final class Numbers {
    /** So many digits fit in whatever they are. */
    private static final int SHORT = 18;

    /** No number of 64 bits needs as many characters, however it is written. */
    private static final int LONG = 64;

    private static final BigInteger LEAST_SIGNED = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MOST_SIGNED = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger MOST_UNSIGNED =
            BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);

    private Numbers() {}

    static long signed(JsonParser in) {
        return whole(in, LEAST_SIGNED, MOST_SIGNED);
    }

    static long unsigned(JsonParser in) {
        return whole(in, BigInteger.ZERO, MOST_UNSIGNED);
    }

    private static long whole(JsonParser in, BigInteger least, BigInteger most) {
        Source source = Source.of(in);
        int begin = source.begin(in);
        long few = begin < 0 ? -1 : digits(source.bytes(), begin);
        if (few >= 0) {
            return few;
        }
        BigInteger many = rare(in, in.getString());
        if (many.compareTo(least) < 0 || many.compareTo(most) > 0) {
            throw Values.wanted("a whole number of 64 bits", in);
        }
        return many.longValue();
    }

    /** What a few digits mean, up to the quote; −1 if there is anything else. */
    private static long digits(byte[] text, int begin) {
        int end = Math.min(begin + SHORT, text.length - 1);
        long value = 0;
        for (int at = begin; at < end; at++) {
            int digit = text[at] - '0';
            if (digit < 0 || digit > 9) {
                return text[at] == '"' && at > begin ? value : -1;
            }
            value = value * 10 + digit;
        }
        return text[end] == '"' && end > begin ? value : -1;
    }

    /** Numbers that are large, negative, or written with a point or a power of ten. */
    private static BigInteger rare(JsonParser in, String text) {
        if (text.length() <= LONG) {
            try {
                BigDecimal number = new BigDecimal(text);
                // What a power of ten makes longer is not multiplied out to see that it is too long.
                if (Math.abs((long) number.scale()) <= LONG) {
                    return number.toBigIntegerExact();
                }
            } catch (NumberFormatException | ArithmeticException e) {
                throw Values.wanted("a whole number", in);
            }
        }
        throw Values.wanted("a whole number", in);
    }
}
