package dev.tercet.internal.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Whose turn it is: the endpoint to go to, among those that are well and those that a call has tried.
 *
 * <p>Best is one that is well and was not tried yet in this call; else one not tried; else one that is well; else any. Among the
 * best those of the lowest priority count, and of these each gets its turns by weight. Pure, and made anew for other candidates.
 */
final class Turns {
    /** More turns in a round would make shares finer than anybody can tell. */
    private static final int LONGEST_ROUND = 256;

    private final long all;
    private final List<Tier> tiers;

    /**
     * Those of one priority.
     *
     * @param members a bit each
     * @param round whose turn it is, in order
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares tiers, and every call reads the round.
    private record Tier(long members, int[] round) {}

    Turns(List<Candidate> candidates) {
        all = candidates.size() == Long.SIZE ? -1L : (1L << candidates.size()) - 1;
        TreeMap<Integer, List<Integer>> byPriority = new TreeMap<>();
        for (int index = 0; index < candidates.size(); index++) {
            byPriority
                    .computeIfAbsent(candidates.get(index).priority(), p -> new ArrayList<>())
                    .add(index);
        }
        tiers = byPriority.values().stream()
                .map(indexes -> tier(candidates, indexes))
                .toList();
    }

    private static Tier tier(List<Candidate> candidates, List<Integer> indexes) {
        long members = 0;
        int[] weights = new int[indexes.size()];
        long sum = 0;
        for (int i = 0; i < weights.length; i++) {
            members |= 1L << indexes.get(i);
            // No weight is a small share, not none: otherwise nobody would notice that such a member is gone.
            weights[i] = Math.max(1, candidates.get(indexes.get(i)).weight());
            sum += weights[i];
        }
        for (int i = 0; i < weights.length && sum > LONGEST_ROUND; i++) {
            weights[i] = (int) Math.max(1, (long) weights[i] * LONGEST_ROUND / sum);
        }
        return new Tier(members, round(indexes, weights));
    }

    /** A round in which each comes as often as its weight says, spread out: whoever is owed most comes next. */
    private static int[] round(List<Integer> indexes, int[] weights) {
        int divisor = 0;
        for (int weight : weights) {
            divisor = gcd(weight, divisor);
        }
        int length = 0;
        for (int weight : weights) {
            length += weight / divisor;
        }
        int[] owed = new int[weights.length];
        int[] round = new int[length];
        for (int turn = 0; turn < length; turn++) {
            int next = 0;
            for (int i = 0; i < weights.length; i++) {
                owed[i] += weights[i] / divisor;
                if (owed[i] > owed[next]) {
                    next = i;
                }
            }
            owed[next] -= length;
            round[turn] = indexes.get(next);
        }
        return round;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    /**
     * The endpoint to go to.
     *
     * @param well those that are well, a bit each
     * @param tried those that this call has tried, a bit each
     * @param turn which turn it is
     */
    int pick(long well, long tried, int turn) {
        long fresh = all & ~tried;
        long choice = well & fresh;
        if (choice == 0) {
            choice = fresh;
        }
        if (choice == 0) {
            choice = well & all;
        }
        if (choice == 0) {
            choice = all;
        }
        for (Tier tier : tiers) {
            if ((tier.members() & choice) != 0) {
                return pick(tier.round(), choice, turn);
            }
        }
        throw new AssertionError("no endpoint among those to choose from");
    }

    private static int pick(int[] round, long choice, int turn) {
        int from = Math.floorMod(turn, round.length);
        for (int i = 0; i < round.length; i++) {
            int index = round[(from + i) % round.length];
            if ((choice & 1L << index) != 0) {
                return index;
            }
        }
        throw new AssertionError("no endpoint in the round of its priority");
    }
}
