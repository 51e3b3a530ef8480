package dev.tercet.cli.keys;

import dev.tercet.kv.Bytes;
import java.io.ByteArrayOutputStream;

/**
 * A word in quotes as Go writes it: {@code "..."} with escapes, or {@code `...`} without.
 *
 * @param bytes what it is
 * @param end where what follows it begins
 */
record GoQuoted(Bytes bytes, int end) {
    private static final int OCTAL = 8;
    private static final int HEX = 16;

    /**
     * Reads one that begins at {@code from}.
     *
     * @throws IllegalArgumentException if none does
     */
    static GoQuoted at(String text, int from) {
        char quote = from < text.length() ? text.charAt(from) : ' ';
        if (quote == '`') {
            int end = text.indexOf('`', from + 1);
            if (end < 0) {
                throw new IllegalArgumentException("a quote has no end");
            }
            return new GoQuoted(ByteText.bytes(text.substring(from + 1, end)), end + 1);
        }
        if (quote != '"') {
            throw new IllegalArgumentException("double quotes are missing");
        }
        return new Reader(text, from + 1).read();
    }

    private static final class Reader {
        private final String text;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int at;

        Reader(String text, int at) {
            this.text = text;
            this.at = at;
        }

        GoQuoted read() {
            while (at < text.length()) {
                int point = text.codePointAt(at);
                at += Character.charCount(point);
                if (point == '"') {
                    return new GoQuoted(Bytes.wrap(bytes.toByteArray()), at);
                }
                if (point == '\\') {
                    escape();
                } else {
                    write(point);
                }
            }
            throw new IllegalArgumentException("a quote has no end");
        }

        private void escape() {
            char kind = at < text.length() ? text.charAt(at++) : ' ';
            switch (kind) {
                case 'a' -> bytes.write(0x07);
                case 'b' -> bytes.write('\b');
                case 'f' -> bytes.write('\f');
                case 'n' -> bytes.write('\n');
                case 'r' -> bytes.write('\r');
                case 't' -> bytes.write('\t');
                case 'v' -> bytes.write(0x0b);
                case '\\', '"' -> bytes.write(kind);
                case 'x' -> bytes.write(number(2, HEX, 0xff));
                case 'u' -> character(4);
                case 'U' -> character(8);
                case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                    at--;
                    bytes.write(number(3, OCTAL, 0xff));
                }
                default -> throw new IllegalArgumentException("\\" + kind + " means nothing within double quotes");
            }
        }

        private void character(int digits) {
            int point = number(digits, HEX, Character.MAX_CODE_POINT);
            if (Character.getType(point) == Character.SURROGATE) {
                throw new IllegalArgumentException("an escape is no character");
            }
            write(point);
        }

        private int number(int digits, int radix, int greatest) {
            long number = 0;
            for (int i = 0; i < digits; i++) {
                int digit = at < text.length() ? Character.digit(text.charAt(at++), radix) : -1;
                if (digit < 0) {
                    throw new IllegalArgumentException("an escape lacks digits");
                }
                number = number * radix + digit;
            }
            if (number > greatest) {
                throw new IllegalArgumentException("an escape is no character");
            }
            return (int) number;
        }

        private void write(int point) {
            bytes.writeBytes(ByteText.bytes(Character.toString(point)).toArray());
        }
    }
}
