package dev.tercet.conformance.gateway;

import java.util.ArrayList;
import java.util.List;

/**
 * A request whose answer goes on, and what happens meanwhile.
 *
 * @param ordered whether the order of the lines means something
 * @param end whether the answer is waited for to its end, or the client hangs up when it has seen enough
 */
record Going(Ask ask, List<Step> steps, boolean ordered, boolean end) {
    /** What happens meanwhile. */
    sealed interface Step {}

    /** There are this many lines of the answer. */
    record Lines(int count) implements Step {}

    /** Something else is asked. */
    record Also(Ask ask) implements Step {}

    /** There are this many keys with a prefix. */
    record Keys(String prefix, int count) implements Step {}

    static Going going(Ask ask) {
        return new Going(ask, List.of(), true, false);
    }

    /** Waits until there are this many lines. */
    Going lines(int count) {
        return plus(new Lines(count));
    }

    /** Then asks something else, whose answer is compared as well. */
    Going then(Ask other) {
        return plus(new Also(other));
    }

    /** Waits until somebody who waits has left this many keys with a prefix. */
    Going untilKeys(String prefix, int count) {
        return plus(new Keys(prefix, count));
    }

    Going toEnd() {
        return new Going(ask, steps, ordered, true);
    }

    /** What is asked in one body may be answered by several hands. */
    Going inAnyOrder() {
        return new Going(ask, steps, false, end);
    }

    private Going plus(Step step) {
        List<Step> all = new ArrayList<>(steps);
        all.add(step);
        return new Going(ask, all, ordered, end);
    }

    @Override
    public String toString() {
        return ask + (steps.isEmpty() ? "" : " " + steps);
    }
}
