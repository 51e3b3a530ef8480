package dev.tercet.v2.migrate;

import java.util.List;

/** What reports are made of. */
final class Words {
    private static final int SHOWN = 20;

    private Words() {}

    static String count(long number, String one) {
        return count(number, one, one + "s");
    }

    static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    static String directories(long number) {
        return count(number, "directory", "directories");
    }

    /** What ends a line on this machine. */
    static String line() {
        return System.lineSeparator();
    }

    /** The first of them, a line each. */
    static String list(List<?> all) {
        StringBuilder text = new StringBuilder();
        all.stream()
                .limit(SHOWN)
                .forEach(one -> text.append(line()).append("  ").append(one));
        if (all.size() > SHOWN) {
            text.append(line()).append("  and ").append(all.size() - SHOWN).append(" more");
        }
        return text.toString();
    }
}
