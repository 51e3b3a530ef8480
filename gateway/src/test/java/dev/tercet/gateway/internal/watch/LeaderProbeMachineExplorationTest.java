package dev.tercet.gateway.internal.watch;

import static dev.tercet.explore.World.must;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.explore.Exploration;
import dev.tercet.explore.Moves;
import dev.tercet.explore.Tampering;
import dev.tercet.explore.World;
import dev.tercet.gateway.internal.watch.LeaderProbeMachine.Effect;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody is let in without word of a leader, nobody is kept for longer than promised without another, and each ends once. */
class LeaderProbeMachineExplorationTest {
    @Test
    void nobodyTrustsASilentMember() {
        Exploration.of(() -> new Probed(Tampering.none())).states(5_000).upTo(6);
    }

    static Stream<Tampering> wrong() {
        return Stream.of(
                Tampering.without(Effect.Ask.class),
                Tampering.without(Effect.Wait.class),
                Tampering.without(Effect.Rest.class),
                Tampering.without(Effect.Admit.class),
                Tampering.twice(Effect.Admit.class),
                Tampering.without(Effect.End.class),
                Tampering.twice(Effect.End.class));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void wouldNotice(Tampering tampering) {
        assertThat(Exploration.of(() -> new Probed(tampering)).violation()).isPresent();
    }

    private enum Stand {
        OUT,
        WAITING,
        INSIDE
    }

    private static final class Probed implements World {
        private static final long SECOND = 1_000_000_000L;
        private static final long PERIOD = 4 * SECOND;
        private static final long TIMEOUT = 2 * SECOND;
        private static final WireFailure LEADERLESS =
                new WireFailure(StatusCode.UNAVAILABLE, "etcdserver: no leader", Reach.ANSWERED, null);
        private static final WireFailure HASTY =
                new WireFailure(StatusCode.UNAVAILABLE, "in haste", Reach.ANSWERED, null);
        private static final WireFailure DENIED =
                new WireFailure(StatusCode.PERMISSION_DENIED, "denied", Reach.ANSWERED, null);
        private static final WireFailure LOST = new WireFailure(StatusCode.UNAVAILABLE, "cut", Reach.LOST, null);
        private static final WireFailure NO_WAY =
                new WireFailure(StatusCode.UNAVAILABLE, "refused", Reach.NEVER_LEFT, null);

        private final Tampering tampering;
        private final LeaderProbeMachine<String> machine = new LeaderProbeMachine<>(PERIOD, TIMEOUT);
        private final Map<String, Stand> stands = new TreeMap<>();
        private final Map<String, Long> since = new TreeMap<>();
        private long now;
        private long due = -1;
        private boolean asking;
        private long heardAt = -100 * SECOND;
        private boolean heardNow;

        Probed(Tampering tampering) {
            this.tampering = tampering;
            List.of("a", "b").forEach(name -> stands.put(name, Stand.OUT));
        }

        @Override
        public void moves(Moves may) {
            stands.forEach((name, stand) -> {
                may.happenIf(stand == Stand.OUT, name + " enters", () -> {
                    stands.put(name, Stand.WAITING);
                    since.put(name, now);
                    perform(machine.enter(name, now));
                });
                may.happenIf(stand != Stand.OUT, name + " leaves", () -> {
                    stands.put(name, Stand.OUT);
                    perform(machine.leave(name));
                });
            });
            if (asking) {
                may.happen("answered", this::answered);
                may.happen("no leader", () -> failed(LEADERLESS));
                may.happen("in haste", () -> failed(HASTY));
                may.happen("denied", () -> {
                    heard();
                    failed(DENIED);
                });
                may.happen("lost", () -> failed(LOST));
                may.happen("no way", () -> failed(NO_WAY));
            }
            may.happenIf(due >= 0, "time is up", this::timeUp);
            // Never past what is planned, which would come first.
            may.happenIf(due < 0 || due - now > SECOND, "a second passes", () -> now += SECOND);
            may.happen("close", () -> {
                perform(machine.close(LOST));
                must(
                        !stands.containsValue(Stand.WAITING) && !stands.containsValue(Stand.INSIDE),
                        "closed, and not told");
            });
        }

        private void heard() {
            heardAt = now;
            heardNow = true;
        }

        private void answered() {
            asking = false;
            heard();
            perform(machine.answered(now));
            must(!stands.containsValue(Stand.WAITING), "answered, and somebody waits");
        }

        private void failed(WireFailure failure) {
            asking = false;
            perform(machine.failed(failure, now));
            must(failure != LEADERLESS || !stands.containsValue(Stand.INSIDE), "stays where there is no leader");
        }

        private void timeUp() {
            now = due;
            due = -1;
            perform(machine.look(now));
        }

        private void perform(List<Effect<String>> effects) {
            for (Effect<String> effect : tampering.of(effects)) {
                if (effect instanceof Effect.Ask) {
                    asking = true;
                } else if (effect instanceof Effect.Wait<String> wait) {
                    must(wait.nanos() > 0, "waits for the past: ", wait.nanos());
                    due = now + wait.nanos();
                } else if (effect instanceof Effect.Rest) {
                    asking = false;
                    due = -1;
                } else if (effect instanceof Effect.Admit<String> admit) {
                    must(stands.put(admit.watcher(), Stand.INSIDE) == Stand.WAITING, "admits who does not wait");
                    must(heardNow || now - heardAt < SECOND, "admits without word of a leader");
                } else if (effect instanceof Effect.End<String> end) {
                    must(stands.put(end.watcher(), Stand.OUT) != Stand.OUT, "ends who has gone");
                }
            }
            heardNow = false;
            boolean anybody = stands.containsValue(Stand.WAITING) || stands.containsValue(Stand.INSIDE);
            must(!anybody || due >= 0, "nothing wakes it");
            must(anybody || !asking, "asks for nobody");
            stands.forEach((name, stand) -> {
                must(stand != Stand.WAITING || asking || due - now < TIMEOUT, name, " waits for nothing");
                must(stand != Stand.WAITING || now - since.get(name) <= TIMEOUT, name, " waits too long");
                must(stand != Stand.INSIDE || now - heardAt <= PERIOD + TIMEOUT, name, " trusts for too long");
            });
        }

        /** The member says nothing any more. */
        @Override
        public void end() {
            for (int step = 0; due >= 0 && step < 50; step++) {
                timeUp();
            }
            must(!stands.containsValue(Stand.WAITING) && !stands.containsValue(Stand.INSIDE), "waits for ever");
        }
    }
}
