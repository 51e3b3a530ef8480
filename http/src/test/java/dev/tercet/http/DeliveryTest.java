package dev.tercet.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** One event at a time, and one end, last. */
final class DeliveryTest {
    private static final WireFailure CANCELLED = new WireFailure(StatusCode.CANCELLED, "cancelled", Reach.LOST, null);

    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Delivery delivery = new Delivery(failure -> log.add(failure == null ? "end" : failure.message()));

    @Test
    void anEndInTheMiddleOfAnEventComesAfterIt() {
        delivery.give(() -> {
            assertThat(delivery.end(CANCELLED)).isTrue();
            assertThat(delivery.end(null)).isFalse();
            assertThat(delivery.isOver()).isTrue();
            log.add("event");
        });
        assertThat(log).containsExactly("event", "cancelled");
        delivery.give(() -> log.add("late"));
        assertThat(log).hasSize(2);
    }

    @Test
    void anEventThatCannotBeTakenIsTheLast() {
        assertThat(delivery.give(() -> {
                    throw new IllegalStateException("a fault of ours");
                }))
                .isFalse();
        assertThat(log).singleElement().asString().contains("a fault of ours");
        assertThat(delivery.end(null)).isFalse();
    }

    @Test
    void soIsOneThatThereIsNoMemoryFor() {
        assertThat(delivery.give(() -> {
                    throw new OutOfMemoryError("too much");
                }))
                .isFalse();
        assertThat(log).singleElement().asString().contains("too much");
        assertThat(delivery.isOver()).isTrue();
    }

    @Test
    void endsFromEverywhereAreOne() {
        for (int round = 0; round < 300; round++) {
            List<String> seen = new CopyOnWriteArrayList<>();
            Delivery raced = new Delivery(failure -> seen.add("end"));
            List<CompletableFuture<Void>> racers = new ArrayList<>();
            racers.add(CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 50; i++) {
                    raced.give(() -> seen.add("event"));
                }
            }));
            for (int i = 0; i < 3; i++) {
                racers.add(CompletableFuture.runAsync(() -> raced.end(CANCELLED)));
            }
            racers.forEach(CompletableFuture::join);
            assertThat(seen).containsOnlyOnce("end").endsWith("end");
        }
    }
}
