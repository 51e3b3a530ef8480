package dev.tercet.gateway.internal.dialect;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server's version.
 *
 * @param major 0 if it is not known
 * @param minor the second number
 * @param patch the third number
 */
record Version(int major, int minor, int patch) implements Comparable<Version> {
    static final Version UNKNOWN = new Version(0, 0, 0);

    private static final Comparator<Version> ORDER = Comparator.comparingInt(Version::major)
            .thenComparingInt(Version::minor)
            .thenComparingInt(Version::patch);
    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6}).*");

    /** Reads {@code 3.6.14}, or {@code 3.6.0-rc.1}, which counts as what it is going to be; anything else is unknown. */
    static Version parse(String text) {
        Matcher numbers = NUMBERS.matcher(text);
        return numbers.matches() ? new Version(number(numbers, 1), number(numbers, 2), number(numbers, 3)) : UNKNOWN;
    }

    private static int number(Matcher numbers, int group) {
        return Integer.parseInt(numbers.group(group));
    }

    @Override
    public int compareTo(Version other) {
        return ORDER.compare(this, other);
    }

    /** Under which prefix its gateway is. */
    String prefix() {
        if (major > 3 || minor >= 4) {
            return "/v3";
        }
        return minor == 3 ? "/v3beta" : "/v3alpha";
    }

    Dialect dialect(String prefix) {
        return new Dialect(prefix, major, minor, patch);
    }

    String text() {
        return major + "." + minor + "." + patch;
    }
}
