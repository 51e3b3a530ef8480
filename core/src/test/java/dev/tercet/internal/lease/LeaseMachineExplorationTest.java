package dev.tercet.internal.lease;

import static dev.tercet.explore.World.must;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.explore.Exploration;
import dev.tercet.explore.Moves;
import dev.tercet.explore.Tampering;
import dev.tercet.explore.World;
import dev.tercet.internal.call.FakeCalls;
import dev.tercet.internal.lease.LeaseMachine.Announce;
import dev.tercet.internal.lease.LeaseMachine.Close;
import dev.tercet.internal.lease.LeaseMachine.Effect;
import dev.tercet.internal.lease.LeaseMachine.Failed;
import dev.tercet.internal.lease.LeaseMachine.Renew;
import dev.tercet.internal.lease.LeaseMachine.Renewed;
import dev.tercet.internal.lease.LeaseMachine.Schedule;
import dev.tercet.internal.lease.LeaseMachine.Signal;
import dev.tercet.internal.lease.LeaseMachine.Tick;
import dev.tercet.lease.LeaseState;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A lease is never said to live when it may not, whatever its renewals come to and whenever. */
class LeaseMachineExplorationTest {
    private static final long S = 1_000_000_000;
    private static final long TTL = 3 * S;

    /** Less than timers may be late by. */
    private static final long LATE = LeaseMachine.MARGIN - 1;

    @ParameterizedTest
    @ValueSource(longs = {0, -S, Long.MAX_VALUE - TTL})
    void neverAliveAfterItMayHaveExpired(long start) {
        Exploration.of(() -> new Leased(Tampering.none(), start)).states(3_000).upTo(7);
    }

    static Stream<Tampering> wrong() {
        return Stream.of(
                Tampering.without(Announce.class),
                Tampering.twice(Announce.class),
                Tampering.without(Schedule.class),
                Tampering.without(Renew.class),
                Tampering.twice(Renew.class));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void wouldNotice(Tampering tampering) {
        assertThat(Exploration.of(() -> new Leased(tampering, 0)).violation()).isPresent();
    }

    @Test
    void wouldNoticeTimersThatAreTooLate() {
        assertThat(Exploration.of(() -> new Leased(Tampering.none(), 0, LeaseMachine.MARGIN))
                        .violation())
                .isPresent();
    }

    private static final class Leased implements World {
        private final Tampering tampering;
        private final long late;
        private final LeaseMachine machine;
        private long now;
        private long scheduled;
        private boolean timed;
        private boolean inFlight;
        private long sentAt;
        /** Until then the server keeps it for certain: its clock began no sooner than we sent. */
        private long safeUntil;

        private LeaseState told = new LeaseState.Active();
        private int renewals;

        Leased(Tampering tampering, long start) {
            this(tampering, start, LATE);
        }

        Leased(Tampering tampering, long start, long late) {
            this.tampering = tampering;
            this.late = late;
            now = start;
            safeUntil = start + TTL;
            machine = new LeaseMachine(7, start, TTL, 0);
            perform(machine.start());
        }

        @Override
        public void moves(Moves may) {
            may.happen("close", () -> on(new Close()));
            if (told.isFinal()) {
                may.happen("late tick", () -> on(new Tick(now)));
                may.happen("late answer", () -> on(new Renewed(now, TTL)));
                may.happen("late failure", () -> on(new Failed(now, failure(ErrorCode.UNAVAILABLE))));
                return;
            }
            may.happen("tick", () -> tick(0));
            may.happen("late tick", () -> tick(late));
            long soon = now + TTL / 5;
            may.happenIf(scheduled - soon > 0, "time", () -> now = soon);
            if (inFlight) {
                may.happen("renewed", () -> answered(new Renewed(now, TTL)));
                may.happen("too late", () -> {
                    now = scheduled + late;
                    answered(new Renewed(now, TTL));
                });
                may.happen("gone", () -> answered(new Renewed(now, 0)));
                for (ErrorCode code : List.of(
                        ErrorCode.UNAVAILABLE,
                        ErrorCode.PERMISSION_DENIED,
                        ErrorCode.LEASE_NOT_FOUND,
                        ErrorCode.CLIENT_CLOSED)) {
                    may.happen(code.name(), () -> answered(new Failed(now, failure(code))));
                }
            }
        }

        private void tick(long by) {
            now = scheduled + by;
            must(safeUntil - now > 0, "told when the server may have given it away already");
            timed = false;
            on(new Tick(now));
        }

        private void answered(Signal signal) {
            inFlight = false;
            if (signal instanceof Renewed renewed && renewed.ttlNanos() > 0 && machine.deadline() - now > 0) {
                safeUntil = sentAt + TTL;
                renewals++;
            }
            on(signal);
        }

        private void on(Signal signal) {
            perform(machine.on(signal));
        }

        private void perform(List<Effect> effects) {
            for (Effect effect : tampering.of(effects)) {
                must(!told.isFinal(), effect, " after ", told);
                if (effect instanceof Renew renew) {
                    must(!inFlight, "two renewals at a time");
                    must(renew.timeoutNanos() > 0, "no time to renew");
                    must(now + renew.timeoutNanos() - safeUntil < 0, "an answer may come when it is lost");
                    inFlight = true;
                    sentAt = now;
                } else if (effect instanceof Schedule schedule) {
                    timed = true;
                    scheduled = schedule.at();
                    must(scheduled - now >= 0, "a tick in the past, by ", now - scheduled);
                } else if (effect instanceof Announce announce) {
                    must(!told.getClass().equals(announce.state().getClass()), "told again: ", told);
                    told = announce.state();
                }
            }
            must(told.equals(machine.state()), "told ", told, ", but it is ", machine.state());
            must(told.isFinal() || timed, "nothing will wake it");
            must(told.isFinal() || safeUntil - now > 0, "alive, but the server may have given it away");
        }

        /** With answers it lives on, if there is time to try; and without any it is lost, in the time that it has. */
        @Override
        public void end() {
            boolean inTime = !told.isFinal() && machine.deadline() - now > TTL / 2;
            int known = renewals;
            for (int step = 0; inTime && step < 4; step++) {
                if (inFlight) {
                    answered(new Renewed(now, TTL));
                } else {
                    tick(0);
                }
            }
            must(
                    !inTime || (renewals > known && told instanceof LeaseState.Active),
                    "answered in time, and it is ",
                    told);
            for (int tries = 0; !told.isFinal(); tries++) {
                must(tries < 100, "goes on without an answer");
                if (inFlight) {
                    answered(new Failed(now, failure(ErrorCode.UNAVAILABLE)));
                }
                int before = renewals;
                tick(0);
                must(renewals == before, "renewed by nobody");
            }
        }
    }

    private static EtcdException failure(ErrorCode code) {
        return FakeCalls.failure(code, Outcome.UNKNOWN);
    }
}
