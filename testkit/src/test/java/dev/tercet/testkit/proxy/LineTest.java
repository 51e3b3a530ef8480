package dev.tercet.testkit.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What who spoils a connection and who ends the fault know of one another. */
class LineTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Line line = new Line();

    /** Otherwise a connection whose bytes were just thrown away is looked past, and stays at the server for good. */
    @Test
    void aFaultDoesNotEndBeforeItsMarkIsMade() throws InterruptedException {
        line.change(faults -> faults.alsoSwallowing(Direction.TO_SERVER));
        List<String> order = new ArrayList<>();
        Thread healer = new Thread(() -> {
            line.heal();
            order.add("ended");
        });
        boolean spoilt = line.isSpoilt(faults -> faults.swallowed().contains(Direction.TO_SERVER), () -> {
            healer.start();
            await().atMost(LIMIT).until(() -> healer.getState() == Thread.State.WAITING || !healer.isAlive());
            order.add("marked");
        });
        healer.join(LIMIT.toMillis());
        assertThat(spoilt).isTrue();
        assertThat(order).containsExactly("marked", "ended");
    }

    @Test
    void withoutTheFaultNothingIsMarked() {
        line.change(faults -> faults.alsoSwallowing(Direction.TO_CLIENT));
        List<String> order = new ArrayList<>();
        assertThat(line.isSpoilt(faults -> faults.swallowed().contains(Direction.TO_SERVER), () -> order.add("marked")))
                .isFalse();
        assertThat(order).isEmpty();
    }
}
