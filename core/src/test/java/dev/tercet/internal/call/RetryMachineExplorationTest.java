package dev.tercet.internal.call;

import static dev.tercet.explore.World.must;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.error.ErrorCode;
import dev.tercet.explore.Exploration;
import dev.tercet.explore.Moves;
import dev.tercet.explore.World;
import dev.tercet.internal.call.RetryMachine.Again;
import dev.tercet.internal.call.RetryMachine.Decision;
import dev.tercet.internal.call.RetryMachine.Failure;
import dev.tercet.internal.call.RetryMachine.Renew;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever attempts come to, and in whatever order: a write that may have been applied is never sent again. */
class RetryMachineExplorationTest {
    @ParameterizedTest
    @CsvSource({"false, 1", "false, 3", "true, 1", "true, 3"})
    void whatMayHaveBeenAppliedIsNotSentAgain(boolean repeatable, int endpoints) {
        Exploration.of(() -> new Call(repeatable, repeatable, endpoints))
                .states(150)
                .upTo(5);
    }

    @Test
    void wouldNoticeAMachineThatTakesAWriteForARead() {
        assertThat(Exploration.of(() -> new Call(true, false, 2)).violation()).isPresent();
    }

    private static final class Call implements World {
        private static final int MOST_RENEWALS = 2;
        private static final long LONGEST = 1_000_000_000;

        private final RetryMachine machine;
        private final boolean repeatable;
        private final int endpoints;
        private boolean over;
        private boolean doubt;
        private int renewals;
        private int misconfigured;
        private int atOnce;
        private long lastPause;

        /** A machine that was told one thing, for a call of which another may be true. */
        Call(boolean told, boolean repeatable, int endpoints) {
            machine = new RetryMachine(told, endpoints, true);
            this.repeatable = repeatable;
            this.endpoints = endpoints;
        }

        @Override
        public void moves(Moves may) {
            if (over) {
                return;
            }
            for (ErrorCode code : ErrorCode.values()) {
                may.happen("answered " + code, () -> fails(new Failure(code, false, false)));
            }
            may.happen("never left", () -> fails(new Failure(ErrorCode.UNAVAILABLE, true, false)));
            may.happen("misconfigured", () -> fails(new Failure(ErrorCode.CONNECTION_REJECTED, true, false)));
            may.happen("unable", () -> fails(new Failure(ErrorCode.UNSUPPORTED, true, false)));
            may.happen("token", () -> fails(new Failure(ErrorCode.UNAUTHENTICATED, false, true)));
        }

        private void fails(Failure failure) {
            Decision decision = machine.onFailure(failure);
            boolean lost = !failure.untouched() && ErrorTable.leavesDoubt(failure.code());
            doubt |= lost;
            must(machine.leavesDoubt() == doubt, "in doubt: ", doubt);
            if (decision instanceof Renew) {
                must(failure.aboutToken() && ++renewals <= MOST_RENEWALS, "renewed ", renewals, " times");
                must(!lost || repeatable, "sent again after ", failure);
            } else if (decision instanceof Again again) {
                must(!lost || repeatable, "sent again after ", failure);
                must(!failure.aboutToken(), "sent again with the same token");
                pauses(again.pauseNanos());
                if (failure.code() == ErrorCode.CONNECTION_REJECTED || failure.code() == ErrorCode.UNSUPPORTED) {
                    must(++misconfigured < endpoints, "tried what is configured wrongly ", misconfigured, " times");
                }
            } else {
                over = true;
            }
        }

        private void pauses(long nanos) {
            atOnce = nanos == 0 ? atOnce + 1 : 0;
            must(atOnce < endpoints, "no pause after a whole round");
            must(nanos <= LONGEST && (nanos == 0 || nanos >= lastPause), "a pause of ", nanos, " after ", lastPause);
            lastPause = nanos == 0 ? lastPause : nanos;
        }
    }
}
