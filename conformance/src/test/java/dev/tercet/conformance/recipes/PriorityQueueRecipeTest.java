package dev.tercet.conformance.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.Bytes;
import dev.tercet.recipes.queue.PriorityQueue;
import dev.tercet.testkit.contract.ContractTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The most urgent first. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.Targets#recipes")
record PriorityQueueRecipeTest(ContractTarget target) implements RecipeContract {
    private PriorityQueue queue(String name) {
        return form(PriorityQueue.class, recipes().priorityQueue(name));
    }

    private static List<String> drained(PriorityQueue queue) {
        List<String> items = new ArrayList<>();
        for (Optional<Bytes> item = queue.poll(); item.isPresent(); item = queue.poll()) {
            items.add(item.get().utf8());
        }
        return items;
    }

    @Test
    void theLowestFirstAndInOrderAmongEquals() {
        PriorityQueue queue = queue(fresh());
        queue.put(5, "e1");
        queue.put(-1, "a1");
        queue.putAll(5, List.of(Bytes.of("e2"), Bytes.of("e3")));
        queue.put(Integer.MAX_VALUE, "z");
        queue.put(Integer.MIN_VALUE, "0");
        queue.put(-1, Bytes.of("a2"));
        assertThat(queue.size()).isEqualTo(7);
        assertThat(queue.peek()).contains(Bytes.of("0"));
        assertThat(drained(queue)).containsExactly("0", "a1", "a2", "e1", "e2", "e3", "z");
    }

    @Test
    void oneThatCameWhileOthersWereKnownIsNotOverlooked() {
        String name = fresh();
        PriorityQueue queue = queue(name);
        for (int i = 0; i < 60; i++) {
            queue.put(10, "later " + i);
        }
        assertThat(queue.take().utf8()).isEqualTo("later 0");
        queue(name).put(3, "urgent");
        assertThat(queue.take().utf8()).isEqualTo("urgent");
        queue(name).put(20, "not urgent");
        assertThat(queue.take().utf8()).isEqualTo("later 1");
        assertThat(queue.clear()).isEqualTo(59);
    }

    @Test
    void takersWait() {
        String name = fresh();
        PriorityQueue taken = recipes().priorityQueue(name);
        CompletableFuture<Bytes> first = taken.takeAsync();
        CompletableFuture<Bytes> second = taken.takeAsync();
        queue(name).put(2, "a");
        queue(name).put(1, "b");
        // Which of them has which depends on how far the first was when the second came.
        assertThat(List.of(first.join().utf8(), second.join().utf8())).containsExactlyInAnyOrder("a", "b");
        assertThat(queue(name).poll(Duration.ofMillis(30))).isEmpty();
    }
}
