package dev.tercet.conformance.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.recipes.counter.Sequence;
import dev.tercet.testkit.contract.ContractTarget;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers that nobody gets twice. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.Targets#recipes")
record SequenceRecipeTest(ContractTarget target) implements RecipeContract {
    private Sequence sequence(String name, int blockSize) {
        return form(Sequence.class, recipes().sequence(name, blockSize));
    }

    @Test
    void oneAtATimeRisesForEverybody() {
        String name = fresh();
        Sequence here = sequence(name, 1);
        Sequence there = sequence(name, 1);
        for (int i = 1; i < 10; i += 2) {
            assertThat(here.next()).isEqualTo(i);
            assertThat(there.next()).isEqualTo(i + 1);
        }
    }

    @Test
    void blocksAreNobodyElses() {
        String name = fresh();
        Sequence here = sequence(name, 10);
        Sequence there = sequence(name, 10);
        assertThat(here.next()).isEqualTo(1);
        assertThat(there.next()).isEqualTo(11);
        assertThat(here.next()).isEqualTo(2);
        assertThat(etcd().kv().getString(name + "/count")).contains("20");
    }

    @Test
    void noNumberIsGivenTwice() {
        String name = fresh();
        List<CompletableFuture<Long>> numbers = IntStream.range(0, 4)
                .mapToObj(i -> recipes().sequence(name, 1 + 3 * i))
                .flatMap(sequence -> IntStream.range(0, 50).mapToObj(i -> sequence.nextAsync()))
                .toList();
        assertThat(numbers.stream().map(CompletableFuture::join))
                .hasSize(200)
                .doesNotHaveDuplicates()
                .allMatch(number -> number >= 1);
    }
}
