package dev.tercet.testkit.etcd;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A released version of etcd.
 *
 * @since 0.1
 */
public record EtcdVersion(int major, int minor, int patch) implements Comparable<EtcdVersion> {
    private static final Pattern FORM = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+).*", Pattern.DOTALL);
    private static final Comparator<EtcdVersion> ORDER = Comparator.comparingInt(EtcdVersion::major)
            .thenComparingInt(EtcdVersion::minor)
            .thenComparingInt(EtcdVersion::patch);

    /**
     * Reads {@code 3.5.30}; what follows the third number is ignored.
     *
     * @throws IllegalArgumentException if there are no three numbers
     */
    public static EtcdVersion parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a version of etcd: " + text);
        }
        return new EtcdVersion(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
    }

    /** Whether this is {@code major.minor.0} or later. */
    public boolean atLeast(int major, int minor) {
        return compareTo(new EtcdVersion(major, minor, 0)) >= 0;
    }

    /** Whether {@code wanted}, such as {@code 3.5} or {@code 3.5.30}, names this version; {@code newest} names all. */
    public boolean matches(String wanted) {
        return wanted.equals("newest") || (this + ".").startsWith(wanted + ".");
    }

    @Override
    public int compareTo(EtcdVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
