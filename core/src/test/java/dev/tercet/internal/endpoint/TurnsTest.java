package dev.tercet.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.connection.Endpoint;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnsTest {
    private static Turns alike(int count) {
        return new Turns(IntStream.range(0, count)
                .mapToObj(i -> Candidate.of(new Endpoint("http", "e" + i, 2379)))
                .toList());
    }

    /** Pairs of priority and weight. */
    private static Turns turns(int... pairs) {
        return new Turns(IntStream.range(0, pairs.length / 2)
                .mapToObj(i -> new Candidate(new Endpoint("http", "e" + i, 2379), pairs[2 * i], pairs[2 * i + 1]))
                .toList());
    }

    private static List<Integer> picks(Turns turns, long well, int count) {
        return IntStream.range(0, count)
                .mapToObj(turn -> turns.pick(well, 0, turn))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        // well, tried, turn, picked
        "111, 000, 0, 0",
        "111, 000, 1, 1",
        "111, 000, 5, 2",
        "111, 000, -1, 2",
        "111, 000, 2147483647, 1",
        "111, 000, -2147483648, 1",
        "111, 001, 0, 1",
        "111, 011, 0, 2",
        "110, 000, 0, 1",
        "101, 000, 1, 2",
        "101, 100, 1, 0",
        // None is both well and fresh: a fresh one.
        "001, 001, 0, 1",
        "000, 001, 0, 1",
        // None is fresh: one that is well.
        "010, 111, 0, 1",
        // None is either: any.
        "000, 111, 2, 2",
        "000, 000, 1, 1",
    })
    void picksTheFirstThatIsBest(String well, String tried, int turn, int picked) {
        assertThat(alike(3).pick(Long.parseLong(well, 2), Long.parseLong(tried, 2), turn))
                .isEqualTo(picked);
    }

    @Test
    void sixtyFourFit() {
        Turns turns = alike(64);

        assertThat(picks(turns, -1L, 64)).hasSize(64).doesNotHaveDuplicates();
        assertThat(turns.pick(Long.MAX_VALUE, 0, 63)).isZero();
    }

    @Test
    void aLowerPriorityIsUsedAsLongAsOneOfItIsWell() {
        Turns turns = turns(10, 1, 20, 1, 10, 1);

        assertThat(picks(turns, 0b111, 4)).containsExactly(0, 2, 0, 2);
        assertThat(picks(turns, 0b110, 4)).containsOnly(2);
        assertThat(picks(turns, 0b010, 4)).containsOnly(1);
        assertThat(turns.pick(0b111, 0b101, 0)).isEqualTo(1);
    }

    @Test
    void weightsAreSharesAndSpreadOut() {
        assertThat(picks(turns(0, 60, 0, 30, 0, 10), 0b111, 10)).containsExactly(0, 1, 0, 0, 1, 0, 2, 0, 1, 0);
        assertThat(picks(turns(0, 5, 0, 5), 0b11, 4)).containsExactly(0, 1, 0, 1);
    }

    @Test
    void noWeightIsASmallShare() {
        var shares = picks(turns(0, 100, 0, 0), 0b11, 101).stream()
                .collect(Collectors.groupingBy(i -> i, Collectors.counting()));

        assertThat(shares).containsEntry(0, 100L).containsEntry(1, 1L);
    }

    @Test
    void theLargestWeightsMakeNoEndlessRound() {
        var shares = picks(turns(0, 65535, 0, 65535, 0, 1), 0b111, 257).stream()
                .collect(Collectors.groupingBy(i -> i, Collectors.counting()));

        assertThat(shares.get(0)).isBetween(120L, 135L);
        assertThat(shares.get(1)).isBetween(120L, 135L);
        assertThat(shares.get(2)).isPositive();
    }
}
