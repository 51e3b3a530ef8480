package dev.tercet.recipes.internal.contention;

import static dev.tercet.explore.World.must;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.error.ClientClosedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.error.PermissionDeniedException;
import dev.tercet.error.UnavailableException;
import dev.tercet.explore.Exploration;
import dev.tercet.explore.Moves;
import dev.tercet.explore.Tampering;
import dev.tercet.explore.World;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyRange;
import dev.tercet.recipes.internal.contention.Effect.Gone;
import dev.tercet.recipes.internal.contention.Effect.Left;
import dev.tercet.recipes.internal.contention.Effect.Lost;
import dev.tercet.recipes.internal.contention.Effect.Rest;
import dev.tercet.recipes.internal.contention.Effect.SendDelete;
import dev.tercet.recipes.internal.contention.Effect.SendEnter;
import dev.tercet.recipes.internal.contention.Effect.SendLook;
import dev.tercet.recipes.internal.contention.Effect.Stop;
import dev.tercet.recipes.internal.contention.Effect.Unwatch;
import dev.tercet.recipes.internal.contention.Effect.Watch;
import dev.tercet.recipes.internal.contention.Effect.Won;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Against a server that loses answers, applies what it was sent late, and loses leases: it is our turn once, and only in turn; and no
 * key is left that nobody wants.
 */
class ContentionMachineExplorationTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noKeyIsLeftBehind(boolean taken) {
        assertThat(Exploration.of(() -> new Contended(Tampering.none(), taken))
                        .states(5_000)
                        .run()
                        .states())
                .isGreaterThan(4_000);
    }

    static Stream<Tampering> wrong() {
        return Stream.of(
                Tampering.without(SendEnter.class),
                Tampering.twice(SendEnter.class),
                Tampering.without(SendLook.class),
                Tampering.without(SendDelete.class),
                Tampering.twice(SendDelete.class),
                Tampering.without(Watch.class),
                Tampering.without(Unwatch.class),
                Tampering.without(Rest.class),
                Tampering.without(Won.class),
                Tampering.twice(Won.class),
                Tampering.without(Lost.class),
                Tampering.twice(Lost.class),
                Tampering.without(Stop.class),
                Tampering.without(Gone.class),
                Tampering.twice(Gone.class));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void wouldNotice(Tampering tampering) {
        assertThat(Exploration.of(() -> new Contended(tampering, true)).violation())
                .isPresent();
    }

    private enum Kind {
        ENTER,
        LOOK,
        DELETE
    }

    private static final class Call {
        final Kind kind;
        final boolean onlyIfFree;
        final long mine;

        @Nullable
        Signal answer;

        Call(Kind kind, boolean onlyIfFree, long mine) {
            this.kind = kind;
            this.onlyIfFree = onlyIfFree;
            this.mine = mine;
        }
    }

    private static final class Contended implements World {
        private static final EtcdException AWAY =
                new UnavailableException(Details.of(ErrorCode.UNAVAILABLE, Outcome.UNKNOWN, "away"));
        private static final EtcdException DENIED =
                new PermissionDeniedException(Details.of(ErrorCode.PERMISSION_DENIED, Outcome.NOT_APPLIED, "denied"));
        private static final EtcdException CLOSED =
                new ClientClosedException(Details.of(ErrorCode.CLIENT_CLOSED, Outcome.NOT_APPLIED, "closed"));

        private final Tampering tampering;
        private final ContentionMachine machine = new ContentionMachine(
                new Place("lock", QueueModel.OURS, Bytes.EMPTY, Rule.first(KeyRange.prefix("queue/"))));
        private final QueueModel server;

        private @Nullable Call call;
        private boolean resting;
        private @Nullable Watch watch;
        /** What it tells next; 0 until the server has it. */
        private long watchedFrom;

        /** What was given up or lost on its way, and may be applied yet. */
        private final List<Call> late = new ArrayList<>();

        private int entered;
        private boolean patient;
        private boolean hurried;
        private boolean over;
        private boolean removed;
        private int setbacks;

        private boolean left;
        private boolean won;
        private boolean guarded;
        private boolean lost;
        private boolean gone;

        Contended(Tampering tampering, boolean taken) {
            this.tampering = tampering;
            server = new QueueModel(taken);
        }

        @Override
        public void moves(Moves may) {
            may.happenIf(entered < 2 && !machine.isLeaving(), "enter", () -> enter(true));
            may.happenIf(entered < 2 && !machine.isLeaving(), "try", () -> enter(false));
            may.happenIf(entered > 0 && !left, "leave", () -> {
                left = true;
                on(new Signal.Leave());
            });
            may.happenIf(won, "guard", () -> {
                guarded = true;
                on(new Signal.Guard());
            });
            may.happenIf(left && !hurried, "hurry", () -> {
                hurried = true;
                on(new Signal.Hurry());
            });
            may.happenIf(!over && entered > 0, "lease gone", () -> {
                over = true;
                server.loseLease();
                on(new Signal.Over(AWAY, true));
            });
            may.happenIf(!over && entered > 0, "session closed", () -> {
                over = true;
                on(new Signal.Over(CLOSED, false));
            });
            may.happenIf(server.isTaken(), "other leaves", server::removeOther);
            may.happenIf(!removed && server.ours() != 0, "ours is removed", () -> {
                removed = true;
                server.removeOurs();
            });
            may.happenIf(resting, "rested", this::rested);
            for (int at = 0; at < late.size(); at++) {
                int which = at;
                may.happen("late " + which, () -> apply(late.remove(which)));
            }
            if (watch != null) {
                may.happenIf(watchedFrom == 0, "watching", this::watching);
                may.happenIf(hasNews(), "woken", this::woken);
                may.happen("watch denied", () -> unwatched(DENIED));
                may.happen("watch compacted", () -> unwatched(null));
            }
            if (call != null) {
                calls(may, call);
            }
        }

        private void calls(Moves may, Call under) {
            may.happenIf(under.answer == null, "applied", () -> apply(under));
            may.happen("answered", () -> answered(under));
            may.happenIf(under.kind == Kind.ENTER && setbacks < 2, "answered, but sent again", () -> {
                setbacks++;
                machine.doubt();
                late.add(new Call(under.kind, under.onlyIfFree, under.mine));
                answered(under);
            });
            may.happenIf(setbacks < 2, "lost", () -> {
                setbacks++;
                forgotten(under);
                fails(new Signal.Failed(AWAY, true, true));
            });
            may.happenIf(under.answer == null && setbacks < 2, "away", () -> {
                setbacks++;
                fails(new Signal.Failed(AWAY, false, true));
            });
            may.happenIf(under.answer == null, "denied", () -> {
                fails(new Signal.Failed(DENIED, false, false));
            });
        }

        private void enter(boolean patient) {
            entered++;
            this.patient |= patient;
            on(new Signal.Enter(patient));
        }

        private void rested() {
            resting = false;
            on(new Signal.Rested());
        }

        private void watching() {
            watchedFrom = server.revision() + 1;
            on(new Signal.Watching(watchedFrom));
        }

        private boolean hasNews() {
            return watch != null && watchedFrom != 0 && server.tells(watch.keys(), watchedFrom);
        }

        private void woken() {
            watchedFrom = server.revision() + 1;
            on(new Signal.Woken());
        }

        private void unwatched(@Nullable EtcdException why) {
            watch = null;
            on(new Signal.Unwatched(why));
        }

        private void apply(Call what) {
            what.answer = switch (what.kind) {
                case ENTER -> new Signal.Answered(server.enter(what.onlyIfFree));
                case LOOK -> new Signal.Answered(server.look(what.mine));
                case DELETE -> new Signal.Deleted(server.delete(what.mine));
            };
        }

        private void answered(Call under) {
            if (under.answer == null) {
                apply(under);
            }
            fails(under.answer);
        }

        private void fails(Signal end) {
            call = null;
            on(end);
        }

        private void forgotten(Call under) {
            if (under.answer == null && under.kind == Kind.ENTER) {
                late.add(under);
            }
        }

        private void on(Signal signal) {
            boolean wasLeaving = machine.isLeaving();
            for (Effect effect : tampering.of(machine.on(signal))) {
                must(!gone, effect, " after the end");
                perform(effect, wasLeaving);
            }
            must(machine.isOurs() == (won && !lost && !left && !gone), "ours: ", machine.isOurs());
            must(!won || guarded || watch == null, "it is our turn, and nobody wants to know of others");
            boolean waits = call != null || resting || watch != null;
            must(entered == 0 || won || gone || waits, "nothing is under way");
        }

        private void perform(Effect effect, boolean wasLeaving) {
            if (effect instanceof SendEnter enter) {
                send(new Call(Kind.ENTER, enter.onlyIfFree(), 0));
            } else if (effect instanceof SendLook look) {
                send(new Call(Kind.LOOK, false, look.mine()));
            } else if (effect instanceof SendDelete delete) {
                send(new Call(Kind.DELETE, false, delete.mine()));
            } else if (effect instanceof Watch wanted) {
                must(call == null && !resting, "a watch besides something else");
                watch = wanted;
                watchedFrom = 0;
            } else if (effect instanceof Unwatch) {
                must(watch != null, "no watch to close");
                watch = null;
            } else if (effect instanceof Rest) {
                must(call == null, "a rest besides something else");
                resting = true;
            } else if (effect instanceof Stop) {
                if (call != null) {
                    forgotten(call);
                }
                call = null;
                resting = false;
                watch = null;
            } else if (effect instanceof Won it) {
                must(!won && !lost && !left && !wasLeaving, "won, but won ", won, ", lost ", lost, ", left ", left);
                must(it.seen().mine() != 0 && it.seen().inFront().isEmpty(), "won out of turn: ", it);
                won = true;
            } else if (effect instanceof Lost) {
                must(!lost && !left, "lost, but lost ", lost, ", left ", left);
                lost = true;
            } else if (effect instanceof Left) {
                must(left || lost, "left by itself");
            } else if (effect instanceof Gone) {
                gone = true;
                must(call == null && !resting && watch == null, "gone, and something is under way");
            }
        }

        private void send(Call next) {
            // What was to be done after a pause may be done sooner; the end of the pause is of no interest then.
            must(call == null, next.kind, " besides something else");
            call = next;
        }

        private void comesToRest() {
            for (int step = 0;
                    !gone && (call != null || resting || hasNews() || (watch != null && watchedFrom == 0));
                    step++) {
                must(step < 200, "does not come to rest");
                if (machine.isLeaving()) {
                    late.forEach(this::apply);
                    late.clear();
                }
                if (call != null) {
                    answered(call);
                } else if (watch != null && watchedFrom == 0) {
                    watching();
                } else if (hasNews()) {
                    woken();
                } else {
                    rested();
                }
            }
        }

        /** Everything is answered, then everybody goes, and what is late comes now. */
        @Override
        public void end() {
            if (entered == 0) {
                return;
            }
            comesToRest();
            must(
                    !patient || left || over || lost || gone || won || server.isTaken(),
                    "it would be our turn, and it waits on");
            if (!left) {
                left = true;
                on(new Signal.Leave());
            }
            boolean exact = !hurried && !over;
            for (int step = 0; !gone; step++) {
                must(step < 200, "does not come to an end");
                while (!late.isEmpty()) {
                    apply(late.remove(0));
                }
                if (call != null) {
                    answered(call);
                } else if (resting) {
                    rested();
                } else {
                    must(false, "nothing is under way, and it is not gone");
                }
            }
            must(!exact || server.ours() == 0, "a key is left that nobody wants");
            // What comes later than that comes to nothing, unless somebody could not wait.
            late.forEach(this::apply);
            must(!exact || server.ours() == 0, "a key came that nobody wants");
        }
    }
}
