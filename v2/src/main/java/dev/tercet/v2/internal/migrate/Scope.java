package dev.tercet.v2.internal.migrate;

import dev.tercet.v2.internal.path.Paths;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What is copied, and where to.
 *
 * @param from the source's prefix
 * @param to the target's
 * @param hidden what is copied although listings leave it out, in the source's paths
 * @param tolerance how far times to live may be apart
 */
public record Scope(String from, String to, List<String> hidden, Duration tolerance) {
    /** All that listings show, to where it was. */
    public static final Scope EVERYTHING = new Scope(Paths.ROOT, Paths.ROOT, List.of(), Duration.ofSeconds(5));

    /** With another prefix on both sides. */
    public Scope withFrom(String path) {
        String clean = Paths.clean("prefix", path);
        return new Scope(clean, clean, hidden, tolerance);
    }

    /** With another prefix in the target. */
    public Scope withTo(String path) {
        return new Scope(from, Paths.clean("targetPrefix", path), hidden, tolerance);
    }

    /** With these too. */
    public Scope withHidden(List<String> more) {
        Set<String> all = new LinkedHashSet<>(hidden);
        more.forEach(path -> all.add(Paths.clean("hidden", path)));
        return new Scope(from, to, List.copyOf(all), tolerance);
    }

    /** With another tolerance. */
    public Scope withTolerance(Duration other) {
        if (Objects.requireNonNull(other, "tolerance").isNegative()) {
            throw new IllegalArgumentException("tolerance is negative: " + other);
        }
        return new Scope(from, to, hidden, other);
    }

    /**
     * This, if it fits together.
     *
     * @throws IllegalArgumentException otherwise
     */
    public Scope checked() {
        for (String path : hidden) {
            if (!isBelow(path)) {
                throw new IllegalArgumentException("hidden \"" + path + "\" is not below the prefix \"" + from + "\"");
            }
        }
        return this;
    }

    private boolean isBelow(String path) {
        return !path.equals(from) && (from.equals(Paths.ROOT) || path.startsWith(from + "/"));
    }

    /** Where in the target a path of the source goes. */
    String target(String path) {
        return moved(path, from, to);
    }

    /** Where in the source a path of the target comes from. */
    String source(String path) {
        return moved(path, to, from);
    }

    private static String moved(String path, String before, String after) {
        String below = before.equals(Paths.ROOT) ? path : path.substring(before.length());
        if (below.isEmpty() || below.equals(Paths.ROOT)) {
            return after;
        }
        return after.equals(Paths.ROOT) ? below : after + below;
    }

    @Override
    public String toString() {
        return from + " to " + to + (hidden.isEmpty() ? "" : ", with hidden " + hidden);
    }
}
