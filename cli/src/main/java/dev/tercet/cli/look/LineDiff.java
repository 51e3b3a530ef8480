package dev.tercet.cli.look;

import java.util.Arrays;
import java.util.List;

/**
 * Where two texts of several lines are not the same: all between the first line that differs and the last.
 *
 * @param first the number of the first line that differs, counted from 1
 * @param removed what the one has there
 * @param added what the other has there
 */
record LineDiff(int first, List<String> removed, List<String> added) {
    static LineDiff of(String left, String right) {
        // With the end of the last line, so that a text without one differs from a text with it.
        List<String> one = Arrays.asList(left.split("\n", -1));
        List<String> other = Arrays.asList(right.split("\n", -1));
        int most = Math.min(one.size(), other.size());
        int head = 0;
        while (head < most && one.get(head).equals(other.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < most - head && one.get(one.size() - 1 - tail).equals(other.get(other.size() - 1 - tail))) {
            tail++;
        }
        return new LineDiff(head + 1, one.subList(head, one.size() - tail), other.subList(head, other.size() - tail));
    }
}
