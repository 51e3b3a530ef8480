package dev.tercet.cli.doctor;

import java.util.Locale;

/**
 * One thing that was looked at.
 *
 * @param level how it is
 * @param about what it is about, in a word
 * @param text what was found
 */
record Finding(Level level, String about, String text) {
    /** How it is. */
    enum Level {
        /** As it should be. */
        OK,
        /** It works, and somebody should look at it. */
        WARN,
        /** It does not work, or soon will not. */
        BAD;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding ok(String about, String text) {
        return new Finding(Level.OK, about, text);
    }

    static Finding warn(String about, String text) {
        return new Finding(Level.WARN, about, text);
    }

    static Finding bad(String about, String text) {
        return new Finding(Level.BAD, about, text);
    }
}
