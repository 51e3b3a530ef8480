package dev.tercet.conformance.faults.nemesis;

import java.util.List;

/**
 * A fault that knows whom it hits. Both its ends are called once, by one thread.
 *
 * @param where whom it hits, as the history has it
 * @param begin brings it about
 * @param end ends it, and does not wait until all is well again
 */
public record Deed(List<String> where, Begin begin, Runnable end) {
    /** One that is over as soon as it has begun. */
    static Deed atOnce(List<String> where, Begin begin) {
        return new Deed(where, begin, () -> {});
    }

    /** Brings a fault about. */
    @FunctionalInterface
    public interface Begin {
        /**
         * Does it.
         *
         * @throws NotApplied if the cluster is in no state for it
         */
        void run() throws NotApplied;
    }
}
