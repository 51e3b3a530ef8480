package dev.tercet.cli.output;

import dev.tercet.kv.Bytes;

/**
 * An escape as Go has it in double quotes: {@code \n}, {@code \x41}, {@code \101}, {@code \u00e9}.
 *
 * @param bytes what it stands for, which may be a byte that is no text
 * @param end where what follows it begins
 */
public record GoEscape(Bytes bytes, int end) {
    private static final String NAMES = "abfnrtv\\\"";
    private static final String MEANT = "\u0007\b\f\n\r\t\u000b\\\"";
    private static final int OCTAL = 8;
    private static final int HEX = 16;

    /**
     * Reads the one that begins with the backslash there.
     *
     * @throws IllegalArgumentException if it means nothing
     */
    public static GoEscape at(String text, int backslash) {
        int from = backslash + 1;
        int kind = from < text.length() ? text.codePointAt(from) : ' ';
        int name = NAMES.indexOf(kind);
        if (name >= 0) {
            return new GoEscape(Bytes.of(MEANT.substring(name, name + 1)), from + 1);
        }
        return switch (kind) {
            case 'x' -> octet(number(text, from + 1, 2, HEX), from + 3);
            case 'u' -> character(number(text, from + 1, 4, HEX), from + 5);
            case 'U' -> character(number(text, from + 1, 8, HEX), from + 9);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> octet(number(text, from, 3, OCTAL), from + 3);
            default ->
                throw new IllegalArgumentException(
                        "\\" + Character.toString(kind) + " means nothing within double quotes");
        };
    }

    private static long number(String text, int from, int digits, int radix) {
        long number = 0;
        for (int at = from; at < from + digits; at++) {
            int digit = at < text.length() && text.charAt(at) < 0x80 ? Character.digit(text.charAt(at), radix) : -1;
            if (digit < 0) {
                throw new IllegalArgumentException("an escape lacks digits");
            }
            number = number * radix + digit;
        }
        return number;
    }

    private static GoEscape octet(long value, int end) {
        if (value > 0xff) {
            throw new IllegalArgumentException("an escape is no character");
        }
        return new GoEscape(Bytes.wrap(new byte[] {(byte) value}), end);
    }

    private static GoEscape character(long value, int end) {
        if (value > Character.MAX_CODE_POINT || Character.getType((int) value) == Character.SURROGATE) {
            throw new IllegalArgumentException("an escape is no character");
        }
        return new GoEscape(Bytes.of(Character.toString((int) value)), end);
    }
}
