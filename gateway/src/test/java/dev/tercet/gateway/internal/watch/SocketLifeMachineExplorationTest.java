package dev.tercet.gateway.internal.watch;

import static dev.tercet.explore.World.must;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.explore.Exploration;
import dev.tercet.explore.Moves;
import dev.tercet.explore.World;
import dev.tercet.gateway.internal.watch.SocketLifeMachine.Step;
import dev.tercet.spi.WireFailure.Reach;
import org.junit.jupiter.api.Test;

/** A socket that answers is never given up, and a dead one always, after no longer than was promised. */
class SocketLifeMachineExplorationTest {
    @Test
    void theDeadAreGivenUpAndTheLivingAreNot() {
        Exploration.of(() -> new Socket(false)).states(4_000).upTo(12);
    }

    @Test
    void wouldNoticeAPingThatIsNotSent() {
        assertThat(Exploration.of(() -> new Socket(true)).violation()).isPresent();
    }

    private static final class Socket implements World {
        private static final long SECOND = 1_000_000_000L;
        private static final long OPENING = 7 * SECOND;
        private static final long TIME = 4 * SECOND;
        private static final long TIMEOUT = 2 * SECOND;

        private final boolean forgetsPings;
        private final SocketLifeMachine machine = new SocketLifeMachine(OPENING, TIME, TIMEOUT, 0);
        private long now;
        private long due;
        private boolean open;
        private boolean given;
        private long heardAt;
        private boolean pinged;

        Socket(boolean forgetsPings) {
            this.forgetsPings = forgetsPings;
            look();
        }

        @Override
        public void moves(Moves may) {
            if (given) {
                return;
            }
            may.happen("heard", () -> {
                open = true;
                pinged = false;
                heardAt = now;
                machine.heard(now);
            });
            may.happenIf(now < due, "a second passes", () -> now = Math.min(due, now + SECOND));
            may.happen("time is up", () -> {
                now = due;
                look();
            });
            may.happenIf(now < due, "is late", () -> {
                now = due + SECOND;
                look();
            });
        }

        private void look() {
            Step step = machine.look(now);
            if (step instanceof Step.Wait wait) {
                plan(wait.nanos());
            } else if (step instanceof Step.Ping ping) {
                must(open && !pinged && now - heardAt >= TIME, "asked too early, or again");
                pinged = !forgetsPings;
                plan(ping.nanos());
            } else if (step instanceof Step.GiveUp it) {
                given = true;
                must(open ? pinged && now - heardAt >= TIME + TIMEOUT : now >= OPENING, "given up too early");
                must(it.failure().reach() == (open ? Reach.LOST : Reach.NEVER_LEFT), "nothing was sent on it");
            }
        }

        private void plan(long nanos) {
            must(nanos > 0, "waits for the past");
            due = now + nanos;
        }

        /** It is dead from now on. */
        @Override
        public void end() {
            long since = now;
            long lates = 2 * SECOND;
            while (!given) {
                must(now - since <= (open ? TIME + TIMEOUT : OPENING) + TIME + lates, "lives for ever");
                now = due;
                look();
            }
        }
    }
}
