package dev.tercet.embedded.internal.maintenance;

import static dev.tercet.explore.World.must;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.explore.Exploration;
import dev.tercet.explore.Moves;
import dev.tercet.explore.World;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing younger than the period is compacted, whatever is written and whatever fails; and what is far older is. */
class PeriodicMachineExplorationTest {
    @ParameterizedTest
    @ValueSource(longs = {10, 60, 90})
    void nothingYoungerThanThePeriod(long minutes) {
        Exploration.of(() -> new Compacted(minutes, minutes)).states(3_000).upTo(8);
    }

    @Test
    void wouldNoticeAPeriodThatIsTooShort() {
        assertThat(Exploration.of(() -> new Compacted(60, 70)).violation()).isPresent();
    }

    private static final class Compacted implements World {
        private final long period;
        private final PeriodicMachine machine;
        /** The store's revision at each look. */
        private final List<Long> revisions = new ArrayList<>();

        private long revision = 1;
        private long now;
        private long compacted;

        Compacted(long minutes, long wanted) {
            period = TimeUnit.MINUTES.toNanos(wanted);
            machine = new PeriodicMachine(TimeUnit.MINUTES.toNanos(minutes), 0);
            note();
            // There is nothing to compact before one period is over.
            for (int look = 1; look < 9; look++) {
                revision++;
                look(true);
            }
        }

        @Override
        public void moves(Moves may) {
            may.happen("write and look", () -> {
                revision++;
                look(true);
            });
            may.happen("look", () -> look(true));
            may.happen("look, and it is not compacted", () -> {
                revision++;
                look(false);
            });
        }

        private void note() {
            revisions.add(revision);
            machine.note(revision);
        }

        private void look(boolean works) {
            now += machine.interval();
            long due = machine.due(now);
            must(due >= 0 && (due == 0 || due > compacted), "compacted again: ", due);
            must(due <= at(now - period), "compacts to ", due, ", which is too young");
            if (due > 0 && works) {
                compacted = due;
                machine.done(due, now);
            }
            note();
        }

        private long at(long then) {
            return then < 0 ? 0 : revisions.get((int) (then / machine.interval()));
        }

        @Override
        public void end() {
            long wanted = revision;
            for (long until = now + 3 * period; now < until; ) {
                look(true);
            }
            must(compacted == wanted, "is at ", compacted, " for ever");
        }
    }
}
