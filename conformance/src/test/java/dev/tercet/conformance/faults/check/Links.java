package dev.tercet.conformance.faults.check;

import java.util.List;

/** A list of small numbers from which any can be taken and, in the opposite order, put back. */
final class Links {
    static final int END = -1;

    private final int[] next;
    private final int[] previous;
    private final int end;

    /** The list; all numbers are from 0 to below {@code bound}. */
    Links(List<Integer> order, int bound) {
        end = bound;
        next = new int[bound + 1];
        previous = new int[bound + 1];
        int last = end;
        for (int each : order) {
            next[last] = each;
            previous[each] = last;
            last = each;
        }
        next[last] = end;
        previous[end] = last;
    }

    int first() {
        return next(end);
    }

    int next(int each) {
        return next[each] == end ? END : next[each];
    }

    void remove(int each) {
        next[previous[each]] = next[each];
        previous[next[each]] = previous[each];
    }

    void putBack(int each) {
        next[previous[each]] = each;
        previous[next[each]] = each;
    }
}
