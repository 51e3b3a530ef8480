package dev.tercet.recipes.internal.session;

import static dev.tercet.explore.World.must;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.explore.Exploration;
import dev.tercet.explore.Moves;
import dev.tercet.explore.Tampering;
import dev.tercet.explore.World;
import dev.tercet.recipes.internal.session.LastingMachine.Effect;
import dev.tercet.recipes.internal.session.LastingMachine.End;
import dev.tercet.recipes.internal.session.LastingMachine.Open;
import dev.tercet.recipes.internal.session.LastingMachine.Pause;
import dev.tercet.recipes.internal.session.LastingMachine.Revoke;
import dev.tercet.recipes.internal.session.LastingMachine.Signal;
import dev.tercet.recipes.internal.session.LastingMachine.TellLost;
import dev.tercet.recipes.internal.session.LastingMachine.TellOpened;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One session at a time, told of in turns, and none that is left to itself. */
class LastingMachineExplorationTest {
    @Test
    void oneSessionAtATime() {
        Exploration.of(() -> new Lasting(Tampering.none())).all();
    }

    static Stream<Tampering> wrong() {
        return Stream.of(Open.class, Pause.class, TellOpened.class, TellLost.class, Revoke.class, End.class)
                .flatMap(kind -> Stream.of(Tampering.without(kind), Tampering.twice(kind)));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void wouldNotice(Tampering tampering) {
        assertThat(Exploration.of(() -> new Lasting(tampering)).violation()).isPresent();
    }

    private static final class Lasting implements World {
        private final Tampering tampering;
        private final LastingMachine machine = new LastingMachine();
        private boolean opening;
        private boolean pausing;
        private boolean there;
        private boolean told;
        private boolean closed;
        private boolean ended;

        Lasting(Tampering tampering) {
            this.tampering = tampering;
            on(Signal.START);
        }

        @Override
        public void moves(Moves may) {
            may.happenIf(opening, "opened", this::opened);
            may.happenIf(opening, "failed", () -> {
                opening = false;
                on(Signal.FAILED);
            });
            may.happenIf(opening, "client closed", () -> {
                opening = false;
                on(Signal.CLIENT_CLOSED);
            });
            may.happenIf(there, "over", () -> {
                there = false;
                on(Signal.OVER);
            });
            may.happenIf(pausing, "rested", () -> {
                pausing = false;
                on(Signal.RESTED);
            });
            may.happen("close", this::close);
        }

        private void opened() {
            opening = false;
            there = true;
            on(Signal.OPENED);
        }

        private void close() {
            closed = true;
            on(Signal.CLOSE);
        }

        private void on(Signal signal) {
            for (Effect effect : tampering.of(machine.on(signal))) {
                must(!ended || effect instanceof Revoke, effect, " after the end");
                if (effect instanceof Open) {
                    must(!opening && !pausing && !there, "opened again");
                    opening = true;
                } else if (effect instanceof Pause pause) {
                    must(!opening && !pausing && !there && pause.nanos() > 0, "a pause of ", pause.nanos());
                    pausing = true;
                } else if (effect instanceof TellOpened) {
                    must(there && !told, "told again");
                    told = true;
                } else if (effect instanceof TellLost) {
                    must(!there && told, "told of a loss again");
                    told = false;
                } else if (effect instanceof Revoke) {
                    must(there && closed, "revoked again");
                    there = false;
                } else if (effect instanceof End) {
                    ended = true;
                    pausing = false;
                }
            }
            must(ended || opening || pausing || there, "nothing is under way");
            must(ended || told == there, "there: ", there, ", told: ", told);
            must(!closed || (ended && !there), "closed, and ended ", ended, ", there ", there);
        }

        @Override
        public void end() {
            close();
            if (opening) {
                opened();
            }
            must(ended && !there, "a session is left to itself");
        }
    }
}
