package dev.tercet.conformance.faults.check;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What may be at the server in a group of keys after some calls took effect. Immutable, once made.
 *
 * <p>A write of unknown outcome has a revision that nobody knows: between {@code lowest} and {@code highest}, both included, and
 * known if they are the same. Of two such, the younger has the higher revision; {@code age} counts the writes of unknown revision
 * that came after.
 */
final class State {
    /** By key; 0 is not there. */
    final int[] value;

    final long[] lowest;
    final long[] highest;
    final int[] age;
    /** By key; 0 for none. */
    final int[] lease;
    /** The revision is at least this. */
    final long last;

    State(int[] value, long[] lowest, long[] highest, int[] age, int[] lease, long last) {
        this.value = value;
        this.lowest = lowest;
        this.highest = highest;
        this.age = age;
        this.lease = lease;
        this.last = last;
    }

    /** Nothing is there. */
    static State empty(int keys) {
        return new State(new int[keys], new long[keys], new long[keys], new int[keys], new int[keys], 0);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof State that
                && last == that.last
                && Arrays.equals(value, that.value)
                && Arrays.equals(lowest, that.lowest)
                && Arrays.equals(highest, that.highest)
                && Arrays.equals(age, that.age)
                && Arrays.equals(lease, that.lease);
    }

    @Override
    public int hashCode() {
        int hash = Arrays.hashCode(value);
        hash = 31 * hash + Arrays.hashCode(lowest);
        hash = 31 * hash + Arrays.hashCode(highest);
        return 31 * hash + Long.hashCode(last);
    }
}
