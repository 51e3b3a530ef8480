package dev.tercet.internal.endpoint;

import static dev.tercet.explore.World.must;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.explore.Exploration;
import dev.tercet.explore.Moves;
import dev.tercet.explore.World;
import org.junit.jupiter.api.Test;

/** An endpoint that is not well is probed by one at a time until it is, and pauses between probes are bounded. */
class EndpointsMachineExplorationTest {
    @Test
    void whatIsNotWellIsProbed() {
        Exploration.of(() -> new Endpoints(false)).states(5_000).upTo(29);
    }

    @Test
    void wouldNoticeOneThatIsNotProbed() {
        assertThat(Exploration.of(() -> new Endpoints(true)).violation()).isPresent();
    }

    private static final class Endpoints implements World {
        private static final long LONGEST = 5_000_000_000L;

        private final boolean forgets;
        private final EndpointsMachine machine = new EndpointsMachine(2);
        private long probed;
        private int count = 2;
        private final long[] pauses = new long[3];

        Endpoints(boolean forgets) {
            this.forgets = forgets;
        }

        @Override
        public void moves(Moves may) {
            may.happenIf(count == 2, "one more", () -> {
                machine.add();
                count++;
                check();
            });
            for (int at = 0; at < count; at++) {
                int index = at;
                may.happen("fails " + index, () -> {
                    if (machine.setAside(index)) {
                        must((probed & 1L << index) == 0, "probed by two: ", index);
                        probed |= 1L << index;
                    }
                    check();
                });
                if ((probed & 1L << index) != 0) {
                    may.happen("probe of " + index, () -> {
                        machine.recovered(index);
                        pauses[index] = 0;
                        probed &= ~(1L << index);
                        check();
                    });
                    may.happen("no probe of " + index, () -> {
                        long pause = machine.probeFailed(index);
                        must(pause >= pauses[index] && pause > 0 && pause <= LONGEST, "a pause of ", pause);
                        pauses[index] = pause;
                        probed &= forgets ? 0 : -1;
                        check();
                    });
                }
            }
        }

        private void check() {
            must(machine.count() == count, "there are ", machine.count());
            must(machine.well() == ((1L << count) - 1 & ~probed), "well are ", machine.well(), ", probed ", probed);
        }
    }
}
