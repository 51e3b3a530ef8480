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
import dev.tercet.recipes.internal.contention.Effect.Blocked;
import dev.tercet.recipes.internal.contention.Effect.Doubted;
import dev.tercet.recipes.internal.contention.Effect.Gone;
import dev.tercet.recipes.internal.contention.Effect.Left;
import dev.tercet.recipes.internal.contention.Effect.Lost;
import dev.tercet.recipes.internal.contention.Effect.Rest;
import dev.tercet.recipes.internal.contention.Effect.SendDelete;
import dev.tercet.recipes.internal.contention.Effect.SendEnter;
import dev.tercet.recipes.internal.contention.Effect.SendFind;
import dev.tercet.recipes.internal.contention.Effect.SendLook;
import dev.tercet.recipes.internal.contention.Effect.Setback;
import dev.tercet.recipes.internal.contention.Effect.Stop;
import dev.tercet.recipes.internal.contention.Effect.Unwatch;
import dev.tercet.recipes.internal.contention.Effect.Watch;
import dev.tercet.recipes.internal.contention.Effect.Won;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Against a server that loses answers, applies what it was sent late, and loses leases: it is our turn once, and only in turn; no key is
 * left that nobody wants; and what comes late meets nobody who came after, be it here or in a process that goes on with the lease.
 */
class ContentionMachineExplorationTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noKeyIsLeftBehind(boolean taken) {
        Exploration.of(() -> new Contended(Tampering.none(), taken, false, true))
                .states(5_000)
                .upTo(4);
    }

    @Test
    void whatIsLateMeetsNobodyElse() {
        Exploration.of(() -> new Contended(Tampering.none(), false, true, true))
                .states(5_000)
                .upTo(4);
    }

    @Test
    void aDeleteOfWhateverIsThereWould() {
        assertThat(Exploration.of(() -> new Contended(Tampering.none(), false, true, false))
                        .violation())
                .hasValueSatisfying(violation -> assertThat(violation).hasStackTraceContaining("took it from who"));
    }

    static Stream<Tampering> wrong() {
        return Stream.of(
                Tampering.without(SendEnter.class),
                Tampering.twice(SendEnter.class),
                Tampering.without(SendLook.class),
                Tampering.without(SendFind.class),
                Tampering.twice(SendFind.class),
                Tampering.without(SendDelete.class),
                Tampering.twice(SendDelete.class),
                Tampering.without(Watch.class),
                Tampering.without(Unwatch.class),
                Tampering.without(Rest.class),
                Tampering.without(Won.class),
                Tampering.twice(Won.class),
                Tampering.without(Blocked.class),
                Tampering.without(Lost.class),
                Tampering.twice(Lost.class),
                Tampering.without(Stop.class),
                Tampering.without(Left.class),
                Tampering.without(Gone.class),
                Tampering.twice(Gone.class));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void wouldNotice(Tampering tampering) {
        assertThat(Exploration.of(() -> new Contended(tampering, true, false, true))
                        .violation())
                .isPresent();
    }

    private enum Kind {
        ENTER,
        LOOK,
        FIND,
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
        private final QueueModel server;
        /** Whether only what can be late happens, which goes further. */
        private final boolean deep;

        private ContentionMachine machine = machine();

        private @Nullable Call call;
        private boolean resting;
        private @Nullable Watch watch;
        /** What it tells next; 0 until the server has it. */
        private long watchedFrom;

        /** What was given up or lost on its way, and may be applied yet. */
        private final List<Call> late = new ArrayList<>();

        private int entered;
        private int setbacks;
        private boolean over;
        private boolean leaseGone;
        private boolean removed;
        /** The key of the process that goes on with the lease. */
        private long resumed;

        /** Somebody waits, somebody else only for an answer, somebody has their turn, and somebody left and was not told yet. */
        private boolean waits;

        private boolean tries;
        private boolean won;
        private boolean leaves;

        private long wonAt;
        private boolean guarded;
        private boolean nobodyMayBeLeft;
        private boolean gone;

        Contended(Tampering tampering, boolean taken, boolean deep, boolean looksAtRevisions) {
            this.tampering = tampering;
            this.deep = deep;
            server = new QueueModel(taken, looksAtRevisions);
        }

        private static ContentionMachine machine() {
            return new ContentionMachine(
                    new Place("lock", QueueModel.OURS, Bytes.EMPTY, Rule.first(KeyRange.prefix("queue/"))));
        }

        private boolean isWanted() {
            return waits || tries || won;
        }

        @Override
        public void moves(Moves may) {
            boolean more = entered < 2 && !won && !(over && (entered == 0 || gone));
            may.happenIf(more, "enter", () -> enter(true));
            may.happenIf(more && !deep, "try", () -> enter(false));
            may.happenIf(isWanted(), "leave", this::leave);
            may.happenIf(won && !deep, "guard", () -> {
                guarded = true;
                on(new Signal.Guard());
            });
            may.happenIf(!over && entered > 0 && !deep, "lease gone", () -> {
                over = true;
                leaseGone = true;
                server.loseLease();
                on(new Signal.Over(AWAY, true));
            });
            may.happenIf(!over && entered > 0, "session closed", () -> {
                over = true;
                on(new Signal.Over(CLOSED, false));
            });
            // A delete that is on its way is not called back, so the other process is sure of our key once none is.
            may.happenIf(over && resumed == 0 && (server.ours() == 0 || !isDeleting()), "resumed", () -> {
                resumed = server.enter(false).mine();
            });
            may.happenIf(server.isTaken(), "other leaves", server::removeOther);
            may.happenIf(!removed && resumed == 0 && server.ours() != 0 && !deep, "ours is removed", () -> {
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
                may.happenIf(!deep, "watch denied", () -> unwatched(DENIED));
                may.happenIf(!deep, "watch compacted", () -> unwatched(null));
            }
            if (call != null) {
                calls(may, call);
            }
        }

        private boolean isDeleting() {
            return Stream.concat(Stream.ofNullable(call), late.stream()).anyMatch(each -> each.kind == Kind.DELETE);
        }

        private void calls(Moves may, Call under) {
            may.happenIf(under.answer == null, "applied", () -> apply(under));
            may.happen("answered", () -> answered(under));
            may.happenIf(setbacks < 2, "lost", () -> {
                setbacks++;
                forgotten(under);
                fails(new Signal.Failed(AWAY, true, true));
            });
            may.happenIf(under.answer == null && setbacks < 2 && !deep, "away", () -> {
                setbacks++;
                fails(new Signal.Failed(AWAY, false, true));
            });
            may.happenIf(under.answer == null && !deep, "denied", () -> {
                fails(new Signal.Failed(DENIED, false, false));
            });
        }

        private void enter(boolean patient) {
            entered++;
            if (gone) {
                gone = false;
                machine = machine();
            }
            waits |= patient;
            tries |= !patient;
            on(new Signal.Enter(patient));
            if (!machine.inFront().isEmpty()) {
                notNow();
                leaveIfNobody();
            }
        }

        private void leave() {
            leaves |= won;
            waits = false;
            tries = false;
            won = false;
            guarded = false;
            on(new Signal.Leave());
        }

        /** Who does not wait is told so, and gone. */
        private void notNow() {
            tries = false;
            nobodyMayBeLeft = true;
        }

        private void leaveIfNobody() {
            if (nobodyMayBeLeft) {
                nobodyMayBeLeft = false;
                if (!isWanted()) {
                    on(new Signal.Leave());
                }
            }
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
                case FIND -> new Signal.Found(server.ours());
                case DELETE -> new Signal.Deleted(server.delete(what.mine));
            };
            holds();
        }

        /** Who has their turn has it, unless others took it. */
        private void holds() {
            must(!won || removed || leaseGone || server.ours() == wonAt, "our own delete took it from who came after");
            must(resumed == 0 || server.ours() == resumed, "our delete took it from who goes on with the lease");
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
            if (under.answer == null && (under.kind == Kind.ENTER || under.kind == Kind.DELETE)) {
                late.add(under);
            }
        }

        private void on(Signal signal) {
            for (Effect effect : tampering.of(machine.on(signal))) {
                must(!gone, effect, " after the end");
                perform(effect);
            }
            must(machine.isOurs() == won, "ours: ", machine.isOurs());
            must(!won || guarded || watch == null, "it is our turn, and nobody wants to know of others");
            boolean active = call != null || resting || watch != null;
            must(entered == 0 || won || gone || active, "nothing is under way");
            leaveIfNobody();
        }

        private void perform(Effect effect) {
            if (effect instanceof SendEnter enter) {
                send(new Call(Kind.ENTER, enter.onlyIfFree(), 0));
            } else if (effect instanceof SendLook look) {
                send(new Call(Kind.LOOK, false, look.mine()));
            } else if (effect instanceof SendFind) {
                send(new Call(Kind.FIND, false, 0));
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
                wins(it);
            } else if (effect instanceof Blocked || effect instanceof Setback) {
                notNow();
            } else if (effect instanceof Lost) {
                must(isWanted(), "lost, and nobody wants it");
                waits = false;
                tries = false;
                won = false;
                guarded = false;
            } else if (effect instanceof Left || effect instanceof Doubted) {
                leaves = false;
            } else if (effect instanceof Gone) {
                gone = true;
                leaves = false;
                must(call == null && !resting && watch == null, "gone, and something is under way");
                must(!isWanted(), "gone, and somebody wants it");
            }
        }

        private void wins(Won it) {
            must(waits || tries, "won, and nobody wants it");
            must(!won, "won twice");
            must(!leaves, "won, and who left before does not know");
            must(it.seen().mine() != 0 && it.seen().inFront().isEmpty(), "won out of turn: ", it);
            waits = false;
            tries = false;
            won = true;
            wonAt = it.seen().mine();
            holds();
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
                if (!isWanted()) {
                    comesLate();
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

        private void comesLate() {
            while (!late.isEmpty()) {
                apply(late.remove(0));
            }
        }

        /** Everything is answered, then everybody goes, and what is late comes now. */
        @Override
        public void end() {
            if (entered == 0) {
                return;
            }
            comesToRest();
            must(!tries, "who does not wait waits on");
            must(!waits || server.isTaken(), "it would be our turn, and it waits on");
            if (isWanted()) {
                leave();
            }
            comesLate();
            comesToRest();
            must(gone, "nothing is under way, and it is not gone");
            must(!leaves, "who left was never told");
            // What a session leaves behind that is over goes with its lease.
            must(over || server.ours() == 0, "a key is left that nobody wants");
        }
    }
}
