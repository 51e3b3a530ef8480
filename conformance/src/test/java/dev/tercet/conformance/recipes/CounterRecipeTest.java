package dev.tercet.conformance.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.EtcdClient;
import dev.tercet.recipes.error.CounterOverflowException;
import dev.tercet.recipes.error.UndecodableException;
import dev.tercet.testkit.contract.ContractTarget;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A number that many change. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.Targets#recipes")
record CounterRecipeTest(ContractTarget target) implements RecipeContract {
    // By its whole name: what it inherits has a counter of its own, of calls.
    private dev.tercet.recipes.counter.Counter counter(String name) {
        return form(dev.tercet.recipes.counter.Counter.class, recipes().counter(name));
    }

    @Test
    void itCounts() {
        String name = fresh();
        var counter = counter(name);
        assertThat(counter.get()).isZero();
        assertThat(counter.increment()).isEqualTo(1);
        assertThat(counter.add(41)).isEqualTo(42);
        assertThat(counter.decrement()).isEqualTo(41);
        assertThat(counter.add(0)).isEqualTo(41);
        counter.set(-7);
        assertThat(counter(name).get()).isEqualTo(-7);
        assertThat(counter.compareAndSet(1, 2)).isFalse();
        assertThat(counter.compareAndSet(-7, 2)).isTrue();
        assertThat(etcd().kv().getString(name + "/count")).contains("2");
    }

    @Test
    void othersMayPutANumber() {
        String name = fresh();
        var counter = counter(name);
        counter.set(1);
        etcd().kv().put(name + "/count", "100");
        assertThat(counter.increment()).isEqualTo(101);
        etcd().kv().put(name + "/count", "a few");
        assertThatThrownBy(counter::increment)
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining(name + "/count");
        counter.set(Long.MAX_VALUE);
        assertThatThrownBy(counter::increment).isInstanceOf(CounterOverflowException.class);
        etcd().kv().delete(name + "/count");
        assertThat(counter.increment()).isEqualTo(1);
    }

    @Test
    void thoseOfManyAddUp() {
        String name = fresh();
        EtcdClient client = etcd().client();
        List<CompletableFuture<Long>> adds = IntStream.range(0, 8)
                .mapToObj(i -> recipes(client).counter(name))
                .flatMap(counter -> IntStream.range(0, 5).mapToObj(i -> counter.addAsync(i)))
                .toList();
        adds.forEach(CompletableFuture::join);
        assertThat(counter(name).get()).isEqualTo(8 * (1 + 2 + 3 + 4));
    }
}
