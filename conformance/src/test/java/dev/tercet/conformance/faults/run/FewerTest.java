package dev.tercet.conformance.faults.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FewerTest {
    private static final List<Integer> ALL =
            IntStream.rangeClosed(1, 100).boxed().toList();

    @Test
    void onlyWhatIsNeededIsLeft() {
        for (Set<Integer> needed : List.of(Set.of(1), Set.of(100), Set.of(3, 50, 51), Set.of(1, 2, 99, 100))) {
            assertThat(Fewer.of(ALL, some -> some.containsAll(needed), () -> false))
                    .containsExactlyInAnyOrderElementsOf(needed);
        }
    }

    @Test
    void whatNeedsNothingNeedsNothing() {
        assertThat(Fewer.of(ALL, some -> true, () -> false)).isEmpty();
        assertThat(Fewer.of(List.of(7), some -> true, () -> false)).isEmpty();
        assertThat(Fewer.of(List.of(), some -> true, () -> false)).isEmpty();
    }

    @Test
    void whatNeedsAllIsLeftAsItIs() {
        assertThat(Fewer.of(ALL, some -> false, () -> false)).isEqualTo(ALL);
    }

    @Test
    void whenItIsEnoughTheLeastSoFarIsTold() {
        List<Integer> tried = new ArrayList<>();
        List<Integer> least = Fewer.of(
                ALL,
                some -> {
                    tried.add(some.size());
                    return some.contains(60);
                },
                () -> tried.size() == 2);
        assertThat(tried).containsExactly(50, 0);
        assertThat(least).hasSize(50).contains(60);
    }
}
