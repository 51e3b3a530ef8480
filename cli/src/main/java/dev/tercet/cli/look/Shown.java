package dev.tercet.cli.look;

import dev.tercet.cli.output.GoText;
import dev.tercet.cli.output.Utf8;
import dev.tercet.kv.Bytes;
import java.util.Optional;

/** Keys and values on a line, for people. What a terminal could take for a command is never among it. */
final class Shown {
    private static final int LONGEST = 200;

    private Shown() {}

    /** A key: as it is if that is plain text, else quoted. */
    static String key(Bytes key, boolean hex) {
        return hex ? GoText.hex(key) : text(key).filter(Shown::isOneLine).orElseGet(() -> GoText.quoted(key));
    }

    /** A value: as it is if that is a line of plain text, else quoted; cut if it is long. */
    static String value(Bytes value, boolean hex, boolean whole) {
        if (value.isEmpty()) {
            return "\"\"";
        }
        Bytes shown = whole || value.length() <= LONGEST ? value : beginning(value);
        String text =
                hex ? GoText.hex(shown) : text(shown).filter(Shown::isOneLine).orElseGet(() -> GoText.quoted(shown));
        return shown.length() == value.length() ? text : text + "… (" + value.length() + " bytes)";
    }

    /** Not in the middle of a character, if they are characters. */
    private static Bytes beginning(Bytes value) {
        int end = LONGEST;
        while (end > LONGEST - 4 && (value.at(end) & 0xc0) == 0x80) {
            end--;
        }
        return Bytes.wrap(value.toArray(), 0, end);
    }

    /** The text that they are in UTF-8, if they are, and if nothing but the ends of lines and tabs in it controls anything. */
    static Optional<String> text(Bytes bytes) {
        return Optional.ofNullable(Utf8.text(bytes))
                .filter(text -> text.codePoints().allMatch(Shown::isPlain));
    }

    private static boolean isPlain(int point) {
        return point == '\n' || point == '\t' || (!Character.isISOControl(point) && !isTurningRound(point));
    }

    /** Whether it makes what follows it look as if it came before. */
    private static boolean isTurningRound(int point) {
        return (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
    }

    static boolean isOneLine(String text) {
        return text.indexOf('\n') < 0;
    }
}
