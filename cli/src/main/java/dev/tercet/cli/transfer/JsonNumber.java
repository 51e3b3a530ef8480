package dev.tercet.cli.transfer;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number in JSON, of any size. NaN and the infinities are numbers here, since the originals accept and write them.
 *
 * @param text as it was written
 */
record JsonNumber(String text) {
    // Any two decimals of so many digits are different doubles; of 17, every double is told from every other.
    private static final int UNIQUE = 15;
    private static final int ENOUGH = 17;
    private static final Pattern DECIMAL = Pattern.compile("(-?)([0-9]+)(?:\\.([0-9]+))?(?:[eE]([-+]?[0-9]+))?");

    /**
     * As Python writes it, unless that is another number: doubles do not hold every number, and then it stays as it was written.
     */
    String exact() {
        String python = python();
        return new JsonNumber(python).canonical().equals(canonical()) ? python : text;
    }

    /** One text for all that are the same number, such as 1, 1.0 and 10e-1. */
    String canonical() {
        Matcher parts = DECIMAL.matcher(text);
        if (!parts.matches()) {
            return text;
        }
        String fraction = parts.group(3) == null ? "" : parts.group(3);
        String digits = parts.group(2) + fraction;
        int first = 0;
        int end = digits.length();
        while (first < end && digits.charAt(first) == '0') {
            first++;
        }
        while (end > first && digits.charAt(end - 1) == '0') {
            end--;
        }
        if (first == end) {
            return "0";
        }
        BigInteger exponent = parts.group(4) == null ? BigInteger.ZERO : new BigInteger(parts.group(4));
        BigInteger last = exponent.subtract(BigInteger.valueOf(fraction.length() - (digits.length() - end)));
        return parts.group(1) + digits.substring(first, end) + "e" + last;
    }

    /** As Python writes it after having read it: whole numbers exactly, others as the shortest text that reads back as the same double. */
    private String python() {
        boolean whole = text.chars().allMatch(each -> each == '-' || Character.isDigit(each));
        if (whole) {
            return text.equals("-0") ? "0" : text;
        }
        double value = Double.parseDouble(text);
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return String.valueOf(value);
        }
        return value == 0 ? (text.startsWith("-") ? "-0.0" : "0.0") : finite(value);
    }

    private static String finite(double value) {
        BigDecimal shortest = shortest(Math.abs(value)).stripTrailingZeros();
        String digits = shortest.unscaledValue().toString();
        int point = digits.length() - shortest.scale();
        String sign = value < 0 ? "-" : "";
        if (point <= -4 || point > 16) {
            String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
            int exponent = point - 1;
            String two = (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
            return sign + digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + two;
        }
        String plain = shortest.toPlainString();
        return sign + (shortest.scale() <= 0 ? plain + ".0" : plain);
    }

    // Double.toString is not always the shortest before Java 19.
    private static BigDecimal shortest(double value) {
        BigDecimal close = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        boolean normal = value >= Double.MIN_NORMAL;
        if (normal && close.precision() <= UNIQUE) {
            return close;
        }
        BigDecimal exact = new BigDecimal(value);
        for (int digits = normal ? UNIQUE : 1; digits < ENOUGH; digits++) {
            // The nearest need not do where the next one up does: at a power of two the doubles below are closer than
            // those above.
            for (RoundingMode mode : new RoundingMode[] {RoundingMode.HALF_EVEN, RoundingMode.UP, RoundingMode.DOWN}) {
                BigDecimal candidate = exact.round(new MathContext(digits, mode));
                if (candidate.doubleValue() == value) {
                    return candidate;
                }
            }
        }
        return exact.round(new MathContext(ENOUGH, RoundingMode.HALF_EVEN));
    }
}
