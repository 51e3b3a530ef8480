package dev.tercet.embedded.internal.front.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whole numbers as clients may write them in JSON: with a fraction of zeros or an exponent, if they like. */
final class JsonNumbers {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d{1,9})?");

    private JsonNumbers() {}

    // More are zeros only, or have no room; reckoning with them takes long.
    private static final int MAX_LENGTH = 1_000;

    /** A number of this many bits, or empty if it is none or has no room there. An unsigned one keeps its bits. */
    static Optional<Long> whole(String text, int bits, boolean signed) {
        if (text.length() > MAX_LENGTH || !NUMBER.matcher(text).matches()) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(text);
        // The digits before the point: many of them are too many, and would take long to write out.
        if (number.signum() != 0 && (long) number.precision() - number.scale() > 20) {
            return Optional.empty();
        }
        if (number.stripTrailingZeros().scale() > 0) {
            return Optional.empty();
        }
        BigInteger whole = number.toBigInteger();
        boolean fits = signed ? whole.bitLength() < bits : whole.signum() >= 0 && whole.bitLength() <= bits;
        return fits ? Optional.of(whole.longValue()) : Optional.empty();
    }
}
