package dev.tercet.conformance.faults.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.conformance.faults.wire.fuzz.Fuzz;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Answers that are wrong at random end in a right value or a typed failure, in time, and leave nothing. The system property
 * {@code tercet.seed} asks for certain ones; {@code tercet.long} for a minute of them instead of a few seconds.
 */
class FuzzTest {
    private static final long SEED = Long.getLong("tercet.seed", 20_261_122);
    private static final Duration TIME = Duration.ofSeconds(Boolean.getBoolean("tercet.long") ? 60 : 10);

    private static final List<String> KINDS = List.of(
            "calls over gRPC", "watches", "renewals", "calls over the gateway", "to the embedded", "protobuf", "JSON");

    @Test
    void nothingThatAServerSaysHurts() throws Exception {
        Tally tally = new Tally();
        Unheard.listen(tally, () -> new Fuzz(SEED, tally).run(TIME));
        System.out.println("wire: seed " + SEED + ", " + tally.findings().counts());
        assertThat(tally.violations()).isEmpty();
        for (String kind : KINDS) {
            assertThat(tally.cases("fuzz: " + kind)).as(kind).isPositive();
        }
    }
}
