package dev.tercet.v2.internal.lock;

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
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Held only while first, told of its loss once, and no entry is left behind that nobody wants and nobody was warned of. */
class ClaimMachineExplorationTest {
    @ParameterizedTest
    @CsvSource({"false, true, false", "false, true, true", "true, false, false", "true, true, false"})
    void noEntryIsLeftBehind(boolean findsFirst, boolean guards, boolean away) {
        Exploration.of(() -> new Claimed(Tampering.none(), findsFirst, guards, away))
                .states(3_000)
                .upTo(5);
    }

    static Stream<Tampering> wrong() {
        return Stream.of(
                Tampering.without(Effect.SendEnter.class),
                Tampering.twice(Effect.SendEnter.class),
                Tampering.without(Effect.SendLook.class),
                Tampering.twice(Effect.SendLook.class),
                Tampering.without(Effect.SendDelete.class),
                Tampering.twice(Effect.SendDelete.class),
                Tampering.without(Effect.Watch.class),
                Tampering.twice(Effect.Watch.class),
                Tampering.without(Effect.Rest.class),
                Tampering.twice(Effect.Rest.class),
                Tampering.without(Effect.Won.class),
                Tampering.twice(Effect.Won.class),
                Tampering.without(Effect.Lost.class),
                Tampering.twice(Effect.Lost.class),
                Tampering.without(Effect.Expired.class),
                Tampering.twice(Effect.Expired.class),
                Tampering.without(Effect.Stop.class),
                Tampering.without(Effect.Gone.class),
                Tampering.twice(Effect.Gone.class));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void wouldNotice(Tampering tampering) {
        assertThat(Exploration.of(() -> new Claimed(tampering, false, true, false))
                        .violation())
                .isPresent();
    }

    private static final class Claimed implements World {
        private static final EtcdException AWAY = unavailable(Outcome.NOT_APPLIED);
        private static final EtcdException LOST_REPLY = unavailable(Outcome.UNKNOWN);
        private static final EtcdException DENIED =
                new PermissionDeniedException(Details.of(ErrorCode.PERMISSION_DENIED, Outcome.NOT_APPLIED, "denied"));
        private static final EtcdException CLOSED =
                new ClientClosedException(Details.of(ErrorCode.CLIENT_CLOSED, Outcome.NOT_APPLIED, "closed"));
        private static final int MOST_TROUBLES = 3;
        private static final int MOST_STEPS = 200;

        private final Tampering tampering;
        private final boolean guards;
        private final boolean away;
        private final ClaimMachine machine;
        private final ClaimedQueue queue = new ClaimedQueue();

        private boolean entering;
        private boolean looking;
        private @Nullable Seen read;
        private @Nullable String deleting;
        private Effect.@Nullable Watch watching;
        private boolean resting;
        private boolean kept;

        private int asked;
        private boolean patient;
        private int troubles;
        /** Whether something happened after which the entry may stay where it is. */
        private boolean excused;

        private boolean won;
        private boolean lost;
        private boolean gone;

        Claimed(Tampering tampering, boolean findsFirst, boolean guards, boolean away) {
            this.tampering = tampering;
            this.guards = guards;
            this.away = away;
            machine = new ClaimMachine(ClaimedQueue.ME, findsFirst, guards);
            if (findsFirst) {
                // There was a claim before this one.
                queue.putBefore();
            }
        }

        private static EtcdException unavailable(Outcome outcome) {
            return new UnavailableException(Details.of(ErrorCode.UNAVAILABLE, outcome, "away"));
        }

        @Override
        public void moves(Moves may) {
            queue.moves(may);
            may.happenIf(!gone && asked < 2 && !machine.isLeaving(), "enter", () -> enter(true));
            may.happenIf(!gone && asked == 0, "enter if free", () -> enter(false));
            may.happen("leave", this::leave);
            may.happenIf(asked > 0 && !gone, "close", () -> {
                excused |= machine.isHeld();
                tell(new Signal.Closed(CLOSED));
            });
            may.happenIf(asked > 0, "cut short", () -> cut(new Signal.CutShort()));
            may.happenIf(machine.isHeld(), "detach", () -> cut(new Signal.Detach()));
            may.happenIf(kept, "ran out", () -> {
                excused |= machine.isHeld();
                tell(new Signal.RanOut());
            });
            may.happenIf(kept && queue.isOursGone(), "renewal finds nothing", () -> tell(new Signal.Removed()));
            may.happenIf(entering, "entered", this::entered);
            may.happenIf(looking && read == null, "read", () -> read = queue.seen());
            may.happenIf(read != null, "looked", this::looked);
            may.happenIf(deleting != null, "deleted", this::deleted);
            may.happenIf(resting, "rested", this::rested);
            may.happenIf(isDue(), "watch tells", this::watched);
            if (troubles < MOST_TROUBLES) {
                trouble(may, entering, "entering is refused", () -> failed(AWAY));
                trouble(may, entering, "entering is lost", () -> lostEntering(true));
                trouble(may, entering, "the answer of entering is lost", () -> lostEntering(false));
                trouble(may, looking, "looking fails", () -> failed(AWAY));
                trouble(may, looking, "looking is denied", () -> failed(DENIED));
                trouble(may, deleting != null, "deleting fails", () -> failed(LOST_REPLY));
                trouble(may, deleting != null, "deleting is denied", () -> failed(DENIED));
                trouble(may, watching != null, "watch is cut", () -> unwatched(AWAY));
                trouble(may, watching != null, "watch is denied", () -> unwatched(DENIED));
            }
        }

        private void trouble(Moves may, boolean possible, String name, Runnable happens) {
            may.happenIf(possible, name, () -> {
                troubles++;
                happens.run();
            });
        }

        private void enter(boolean waits) {
            asked++;
            patient |= waits;
            tell(new Signal.Enter(waits));
        }

        private void leave() {
            // One that was held before anybody asked here stays.
            excused |= machine.isHeld();
            tell(new Signal.Leave());
        }

        private void cut(Signal signal) {
            excused = true;
            tell(signal);
        }

        private void entered() {
            entering = false;
            tell(new Signal.Entered(queue.put()));
        }

        private void lostEntering(boolean arrivesLater) {
            if (arrivesLater) {
                queue.putLater();
            } else {
                queue.put();
            }
            failed(LOST_REPLY);
        }

        private void failed(EtcdException why) {
            entering = false;
            looking = false;
            read = null;
            deleting = null;
            // Whoever may not delete has to leave it to the time to live.
            excused |= why == DENIED;
            tell(new Signal.Failed(why));
        }

        private void looked() {
            Seen seen = read;
            looking = false;
            read = null;
            tell(new Signal.Looked(seen));
        }

        private void deleted() {
            queue.delete(deleting);
            deleting = null;
            tell(new Signal.Deleted());
        }

        private void rested() {
            resting = false;
            tell(new Signal.Rested());
        }

        private boolean isDue() {
            return watching != null && queue.isDeletedSince(watching.key(), watching.from());
        }

        private void watched() {
            boolean own = watching.own();
            watching = null;
            tell(own ? new Signal.Removed() : new Signal.Woken());
        }

        private void unwatched(EtcdException why) {
            watching = null;
            excused |= why == DENIED;
            tell(new Signal.Unwatched(why));
        }

        private void tell(Signal signal) {
            List<Effect> effects = machine.on(signal);
            must(!gone || effects.isEmpty(), "what is over does ", effects);
            tampering.of(effects).forEach(this::perform);
            boolean has = won && !lost && !gone;
            must(machine.isHeld() ? has : !has || machine.isLeaving(), "held, by what was told: ", has);
            must(gone || asked == 0 || waits() || machine.isHeld(), "waits for nothing");
            must(!gone || !(looking || resting || watching != null), "something goes on after the end");
            must(!gone || excused || !waits(), "a call goes on after the end");
        }

        private boolean waits() {
            return entering || looking || deleting != null || watching != null || resting;
        }

        private void perform(Effect effect) {
            must(!gone, effect, " after the end");
            if (effect instanceof Effect.SendEnter) {
                must(!entering && queue.puts() == 0, "a second entry");
                entering = true;
            } else if (effect instanceof Effect.SendLook) {
                must(!looking, "looks twice");
                looking = true;
            } else if (effect instanceof Effect.SendDelete delete) {
                must(deleting == null, "deletes twice");
                must(queue.isOurs(delete.key()), "deletes another's");
                deleting = delete.key();
            } else if (effect instanceof Effect.DeleteStray stray) {
                must(queue.isOurs(stray.key()), "deletes another's");
                queue.delete(stray.key());
            } else if (effect instanceof Effect.Mine mine) {
                must(queue.isOurs(mine.entry().key()), "another's");
                queue.take(mine.entry().key());
                kept = true;
            } else if (effect instanceof Effect.Watch watch) {
                must(watching == null, "watches twice");
                watching = watch;
            } else if (effect instanceof Effect.Rest) {
                must(!resting, "rests twice");
                resting = true;
            } else if (effect instanceof Effect.Won it) {
                must(!won && !lost, "won again");
                must(queue.wasFirst(it.entry()), "won, and not first");
                won = true;
            } else if (effect instanceof Effect.Lost || effect instanceof Effect.Expired) {
                must(!lost, "lost twice");
                lost = true;
            } else if (effect instanceof Effect.Blocked) {
                must(!won && !lost, "blocked, and was told otherwise");
            } else if (effect instanceof Effect.Stop) {
                looking = false;
                read = null;
                watching = null;
                resting = false;
                kept = false;
            } else if (effect instanceof Effect.Gone it) {
                gone = true;
                must(!it.clean() || queue.isOursGone(), "said to be gone, and is not");
            }
        }

        /** All goes well from here, or nothing does; those before us leave; and then so do we. */
        @Override
        public void end() {
            boolean waited = asked > 0 && patient && !lost && !gone && !machine.isLeaving();
            boolean had = won;
            queue.putLate();
            queue.othersLeave();
            for (int step = 0; !away && !gone && waits() && !(machine.isHeld() && isQuiet()); step++) {
                must(step < MOST_STEPS, "does not come to rest");
                step();
            }
            must(!waited || away || had || won || lost, "waits for ever");
            must(away || excused || !won || lost || gone || !guards || !queue.isOursGone(), "was not told of its loss");
            leave();
            for (int step = 0; !gone; step++) {
                must(step < MOST_STEPS, "does not come to an end");
                step();
            }
            must(away || excused || queue.isOursGone(), "left behind");
        }

        private boolean isQuiet() {
            return !entering && !looking && deleting == null && !resting && !isDue();
        }

        private void step() {
            if (resting) {
                rested();
            } else if (isDue()) {
                watched();
            } else if (away && watching != null) {
                unwatched(AWAY);
            } else if (away) {
                failed(AWAY);
            } else if (entering) {
                entered();
            } else if (looking) {
                read = queue.seen();
                looked();
            } else if (deleting != null) {
                deleted();
            } else {
                throw new AssertionError("waits for nothing");
            }
        }
    }
}
