package dev.tercet.conformance.faults.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.conformance.faults.wire.fuzz.Fuzz;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Answers that are wrong at random end in a right value or a typed failure, in time, and leave nothing. The system property
 * {@code tercet.seed} asks for certain ones; {@code tercet.long} for a minute and a hundred thousand conversations instead of a few
 * seconds.
 */
class FuzzTest {
    private static final long SEED = Long.getLong("tercet.seed", 20_261_122);
    private static final boolean LONG = Boolean.getBoolean("tercet.long");
    private static final Duration TIME = Duration.ofSeconds(LONG ? 60 : 10);

    /** Decoders are quick, and these many are had in a second; a conversation is another matter. */
    private static final long MANY = 100_000;

    /** Of each thing that befalls a connection. */
    private static final long EACH = LONG ? 5 : 1;

    private static final long WIRE = LONG ? MANY : 2_000;

    /** In the long form until there were so many conversations, however long that takes. */
    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void nothingThatAServerSaysHurts() throws Exception {
        Tally tally = new Tally();
        // The silence takes its time and nothing else, so it goes beside.
        Unheard.listen(
                tally,
                () -> SideBySide.run(2, worker -> {
                    if (worker == 0) {
                        new Fuzz(SEED, tally).run(TIME, WIRE, MANY);
                    } else {
                        new Silence(tally).play();
                    }
                }));
        System.out.println("wire: seed " + SEED + ", " + tally.findings().counts());
        assertThat(tally.violations()).isEmpty();
        assertThat(tally.cases("silence")).isPositive();
        for (String kind : Fuzz.kinds()) {
            assertThat(tally.cases(kind)).as(kind).isPositive();
        }
        for (String mischief : Fuzz.mischiefs()) {
            assertThat(tally.cases(mischief)).as(mischief).isGreaterThanOrEqualTo(EACH);
        }
        assertThat(tally.cases(Fuzz.WIRE)).isGreaterThanOrEqualTo(WIRE);
        assertThat(tally.cases(Fuzz.DECODERS)).isGreaterThanOrEqualTo(MANY);
    }
}
