package dev.tercet.conformance.faults.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.conformance.faults.history.Recorder;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Who does not end, or ends by what it did not expect, is told. */
class CrewTest {
    private final Stage stage = new Stage(new Recorder(), 1);
    private final Crew crew = new Crew(stage);

    @Test
    void allEnd() throws InterruptedException {
        crew.start("one", () -> {});
        crew.join(Duration.ofMinutes(1));
        assertThat(stage.violations()).isEmpty();
    }

    @Test
    void oneHangs() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        crew.start("stuck", () -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                told.countDown();
            }
        });
        crew.join(Duration.ofMillis(1));
        assertThat(stage.violations())
                .singleElement()
                .asString()
                .contains("hang: faults-stuck", "CountDownLatch.await");
        // And it is not left behind.
        told.await();
    }

    @Test
    void oneThrows() throws InterruptedException {
        crew.start("thrower", () -> {
            throw new IllegalStateException("oh");
        });
        crew.join(Duration.ofMinutes(1));
        assertThat(stage.violations())
                .singleElement()
                .asString()
                .contains("thrower met what it could not expect", "IllegalStateException: oh");
    }
}
