package dev.tercet.internal.election;

import static dev.tercet.explore.World.must;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.election.Leader;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.error.PermissionDeniedException;
import dev.tercet.error.UnauthenticatedException;
import dev.tercet.error.UnavailableException;
import dev.tercet.explore.Exploration;
import dev.tercet.explore.Moves;
import dev.tercet.explore.World;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** No leader is told twice in a row and none is left out, however often streams end; and pauses are neither none nor endless. */
class ObserverMachineExplorationTest {
    @Test
    void everyLeaderOnce() {
        Exploration.of(() -> new Observed(false)).all();
    }

    @Test
    void wouldNoticeAServerThatBeginsWithAnotherLeader() {
        assertThat(Exploration.of(() -> new Observed(true)).violation()).isPresent();
    }

    private static final class Observed implements World {
        private static final EtcdException AWAY =
                new UnavailableException(Details.of(ErrorCode.UNAVAILABLE, Outcome.NOT_APPLIED, "away"));
        private static final EtcdException DENIED =
                new PermissionDeniedException(Details.of(ErrorCode.PERMISSION_DENIED, Outcome.NOT_APPLIED, "denied"));
        private static final EtcdException TOKEN =
                new UnauthenticatedException(Details.of(ErrorCode.UNAUTHENTICATED, Outcome.NOT_APPLIED, "token"));
        private static final int MOST = 5;

        private final boolean skips;
        private final ObserverMachine machine = new ObserverMachine();
        /** Of one candidate's key the revisions rise, and another's may be below them. */
        private int leader;

        private int sent;
        private int told;
        private boolean open = true;
        private boolean over;
        private int refusals;
        private long pause;

        Observed(boolean skips) {
            this.skips = skips;
        }

        private static Leader leader(int number) {
            long revision = number % 2 == 0 ? 10 + number : 5 + number;
            KeyValue kv = new KeyValue(Bytes.of("k" + number / 3), Bytes.EMPTY, 1, revision, 1, 0);
            return new Leader(new Header(1, 2, revision, 3), kv);
        }

        @Override
        public void moves(Moves may) {
            may.happenIf(leader < MOST, "another leads", () -> leader++);
            if (over) {
                return;
            } else if (!open) {
                may.happen("again", this::reopen);
                return;
            }
            // All since the stream began.
            may.happenIf(sent < leader, "told", this::tell);
            may.happen("away", () -> ended(AWAY));
            may.happen("no more", () -> ended(null));
            may.happen("token", () -> ended(TOKEN));
            may.happen("denied", () -> ended(DENIED));
        }

        private void tell() {
            sent++;
            refusals = 0;
            pause = 0;
            boolean isNew = machine.isNew(leader(sent));
            must(isNew == (sent != told), sent, isNew ? " is told again" : " is not told");
            told = sent;
        }

        private void reopen() {
            open = true;
            // The one of now comes first; those in between are not told by any server.
            sent = Math.max(0, leader - 1);
            told = told == leader ? leader : skips && told > 0 ? leader : sent;
        }

        private void ended(@Nullable EtcdException why) {
            open = false;
            long next = machine.pauseAfter(why);
            if (why == TOKEN) {
                refusals++;
                must(next == (refusals <= ObserverMachine.TOKENS ? 0 : -1), "pauses ", next, " for a token");
            } else if (why == DENIED) {
                must(next < 0, "goes on although it is denied");
            } else {
                must(next >= Math.max(pause, ObserverMachine.SHORTEST_PAUSE), "pauses less and less: ", next);
                must(next <= ObserverMachine.LONGEST_PAUSE, "pauses for ", next);
                pause = next;
            }
            over = next < 0;
        }

        @Override
        public void end() {
            if (!over && !open) {
                reopen();
            }
            while (!over && sent < leader) {
                tell();
            }
        }
    }
}
