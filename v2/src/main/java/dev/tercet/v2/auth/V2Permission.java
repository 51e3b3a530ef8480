package dev.tercet.v2.auth;

import java.util.Locale;

/**
 * What may be done with keys.
 *
 * @since 0.1
 */
public enum V2Permission {
    /** Read. */
    R,
    /** Write. */
    W,
    /** Both. */
    RW;

    /**
     * The permission with these letters, in either case.
     *
     * @throws IllegalArgumentException for others
     */
    public static V2Permission of(String letters) {
        return switch (letters.toUpperCase(Locale.ROOT)) {
            case "R" -> R;
            case "W" -> W;
            case "RW", "WR" -> RW;
            default -> throw new IllegalArgumentException("permission is not R, W or RW: \"" + letters + "\"");
        };
    }

    /** Whether it includes reading. */
    public boolean reads() {
        return this != W;
    }

    /** Whether it includes writing. */
    public boolean writes() {
        return this != R;
    }

    /** Both permissions together. */
    public V2Permission and(V2Permission other) {
        return this == other ? this : RW;
    }
}
