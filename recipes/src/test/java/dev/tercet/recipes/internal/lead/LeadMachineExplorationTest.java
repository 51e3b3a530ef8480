package dev.tercet.recipes.internal.lead;

import static dev.tercet.explore.World.must;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.explore.Exploration;
import dev.tercet.explore.Moves;
import dev.tercet.explore.Tampering;
import dev.tercet.explore.World;
import dev.tercet.recipes.internal.lead.LeadMachine.Campaign;
import dev.tercet.recipes.internal.lead.LeadMachine.Effect;
import dev.tercet.recipes.internal.lead.LeadMachine.End;
import dev.tercet.recipes.internal.lead.LeadMachine.GiveUp;
import dev.tercet.recipes.internal.lead.LeadMachine.Resign;
import dev.tercet.recipes.internal.lead.LeadMachine.Rest;
import dev.tercet.recipes.internal.lead.LeadMachine.Run;
import dev.tercet.recipes.internal.lead.LeadMachine.Signal;
import dev.tercet.recipes.internal.lead.LeadMachine.Stop;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The body runs only between a leadership that is won and one that is resigned, and is told to stop when it is lost. */
class LeadMachineExplorationTest {
    @Test
    void theBodyRunsOnlyWhileItLeads() {
        Exploration.of(() -> new Led(Tampering.none())).all();
    }

    static Stream<Tampering> wrong() {
        return Stream.of(Campaign.class, GiveUp.class, Run.class, Stop.class, Resign.class, Rest.class, End.class)
                .flatMap(kind -> Stream.of(Tampering.without(kind), Tampering.twice(kind)));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void wouldNotice(Tampering tampering) {
        assertThat(Exploration.of(() -> new Led(tampering)).violation()).isPresent();
    }

    private enum Busy {
        IDLE,
        CAMPAIGNING,
        BODY,
        RESIGNING,
        RESTING
    }

    private static final class Led implements World {
        private final Tampering tampering;
        private final LeadMachine machine = new LeadMachine();
        private Busy busy = Busy.IDLE;
        private boolean session;
        private boolean leads;
        private boolean lost;
        private boolean givenUp;
        private boolean stopped;
        private boolean closed;
        private boolean ended;

        Led(Tampering tampering) {
            this.tampering = tampering;
        }

        @Override
        public void moves(Moves may) {
            may.happen(session ? "session over" : "session", () -> {
                session = !session;
                on(session ? Signal.SESSION_OPENED : Signal.SESSION_OVER);
            });
            may.happen("close", () -> {
                closed = true;
                on(Signal.CLOSE);
            });
            may.happenIf(leads && !lost, "lost", () -> {
                lost = true;
                on(Signal.LOST);
            });
            switch (busy) {
                case CAMPAIGNING -> {
                    may.happenIf(session, "won", () -> {
                        leads = true;
                        done(Signal.WON);
                    });
                    may.happen("failed", () -> done(Signal.FAILED));
                }
                case BODY -> {
                    may.happen("returned", () -> done(Signal.RETURNED));
                    may.happen("returned soon", () -> done(Signal.RETURNED_SOON));
                    may.happen("threw", () -> done(Signal.THREW));
                }
                case RESIGNING -> may.happen("resigned", this::resigned);
                case RESTING -> may.happen("rested", () -> done(Signal.RESTED));
                case IDLE -> {}
            }
        }

        private void resigned() {
            leads = false;
            lost = false;
            done(Signal.RESIGNED);
        }

        private void done(Signal signal) {
            busy = Busy.IDLE;
            givenUp = false;
            stopped = false;
            on(signal);
        }

        private void on(Signal signal) {
            for (Effect effect : tampering.of(machine.on(signal))) {
                must(!ended, effect, " after the end");
                if (effect instanceof GiveUp) {
                    must(busy == Busy.CAMPAIGNING && !givenUp && closed, "given up again");
                    givenUp = true;
                } else if (effect instanceof Stop) {
                    must(busy == Busy.BODY && !stopped, "stopped again");
                    stopped = true;
                } else if (effect instanceof End) {
                    must(!leads && closed, "ended, and leads ", leads);
                    ended = true;
                    busy = Busy.IDLE;
                } else {
                    must(busy == Busy.IDLE, effect, " while ", busy);
                    begin(effect);
                }
            }
            must(!lost || busy != Busy.BODY || stopped, "lost, and the body is not told");
            must(!closed || busy != Busy.BODY || stopped, "closed, and the body is not told");
            must(!closed || busy != Busy.CAMPAIGNING || givenUp, "closed, and the campaign goes on");
            must(busy != Busy.IDLE || !session || ended, "nothing is done, and there is a session");
            must(busy != Busy.IDLE || !leads, "leads, and does nothing");
        }

        private void begin(Effect effect) {
            if (effect instanceof Campaign) {
                must(session && !leads && !closed, "a campaign, and leads ", leads);
                busy = Busy.CAMPAIGNING;
            } else if (effect instanceof Run) {
                must(leads && !closed, "runs, and leads ", leads);
                busy = Busy.BODY;
            } else if (effect instanceof Resign) {
                must(leads, "resigned what is not led");
                busy = Busy.RESIGNING;
            } else if (effect instanceof Rest rest) {
                must(rest.nanos() > 0 && !closed, "a rest of ", rest.nanos());
                busy = Busy.RESTING;
            }
        }

        @Override
        public void end() {
            if (!closed) {
                closed = true;
                on(Signal.CLOSE);
            }
            for (int step = 0; !ended; step++) {
                must(step < 10, "does not end");
                switch (busy) {
                    case CAMPAIGNING -> done(Signal.FAILED);
                    case BODY -> done(Signal.RETURNED);
                    case RESIGNING -> resigned();
                    case RESTING, IDLE -> must(false, "closed, and not ended");
                }
            }
        }
    }
}
