package dev.tercet.cli.shell;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A word as it grows, with Go's escapes, which may stand for single bytes. */
final class Escapes {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private String wrong = "";

    void add(int point) {
        bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Takes the escape at the backslash.
     *
     * @return where it goes on
     */
    int escape(String line, int backslash) {
        int at = backslash + 1;
        if (at == line.length()) {
            return at;
        }
        char kind = line.charAt(at);
        int simple = "abfnrtv\\\"'".indexOf(kind);
        if (simple >= 0) {
            add("\u0007\b\f\n\r\t\u000b\\\"'".charAt(simple));
            return at + 1;
        }
        return switch (kind) {
            case 'x' -> number(line, backslash, at + 1, 2, 16);
            case 'u' -> number(line, backslash, at + 1, 4, 16);
            case 'U' -> number(line, backslash, at + 1, 8, 16);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> number(line, backslash, at, 3, 8);
            default -> {
                fault("\\" + kind + " is no escape");
                yield at + 1;
            }
        };
    }

    private int number(String line, int backslash, int from, int digits, int base) {
        int to = Math.min(line.length(), from + digits);
        String whole = line.substring(backslash, to);
        try {
            int number = Integer.parseInt(line.substring(from, to), base);
            if (to < from + digits || line.charAt(from) == '+' || line.charAt(from) == '-') {
                fault(whole + " is no escape");
            } else if (digits < 4) {
                bytes.write(number);
            } else if (Character.isValidCodePoint(number) && (number < 0xd800 || number > 0xdfff)) {
                add(number);
            } else {
                fault(whole + " is no character");
            }
        } catch (NumberFormatException e) {
            fault(whole + " is no escape");
        }
        return to;
    }

    /** The word, which begins anew. */
    String take() {
        byte[] word = bytes.toByteArray();
        bytes.reset();
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(word))
                    .toString();
        } catch (CharacterCodingException e) {
            fault("a word is not UTF-8");
            return new String(word, StandardCharsets.UTF_8);
        }
    }

    private void fault(String what) {
        wrong = wrong.isEmpty() ? what : wrong;
    }

    String wrong() {
        return wrong;
    }
}
