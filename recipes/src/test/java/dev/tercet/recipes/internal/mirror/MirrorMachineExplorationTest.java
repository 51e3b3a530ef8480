package dev.tercet.recipes.internal.mirror;

import static dev.tercet.explore.World.must;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.error.CompactedException;
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
import dev.tercet.recipes.internal.mirror.MirrorMachine.Effect;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the checkpoint says, the destination is what the source was there; and it comes to where the source is. */
class MirrorMachineExplorationTest {
    @ParameterizedTest
    @EnumSource
    void theCheckpointIsTrue(MirroredSides.Before before) {
        Exploration.of(() -> new Mirrored(Tampering.none(), before))
                .states(2_500)
                .upTo(6);
    }

    static Stream<Tampering> wrong() {
        return Stream.of(
                        MirrorMachine.Locate.class,
                        MirrorMachine.Claim.class,
                        MirrorMachine.Copy.class,
                        MirrorMachine.Follow.class,
                        MirrorMachine.Apply.class,
                        MirrorMachine.Pause.class,
                        MirrorMachine.End.class,
                        MirrorMachine.Started.class)
                .flatMap(kind -> Stream.of(Tampering.without(kind), Tampering.twice(kind)));
    }

    static Stream<Tampering> alsoWrong() {
        return Stream.of(
                Tampering.without(MirrorMachine.Unfollow.class),
                Tampering.without(MirrorMachine.Taken.class),
                Tampering.twice(MirrorMachine.Taken.class),
                Tampering.without(MirrorMachine.Reached.class),
                Tampering.without(MirrorMachine.Ask.class),
                Tampering.twice(MirrorMachine.Ask.class));
    }

    @ParameterizedTest
    @MethodSource({"wrong", "alsoWrong"})
    void wouldNotice(Tampering tampering) {
        assertThat(Exploration.of(() -> new Mirrored(tampering, MirroredSides.Before.NOTHING))
                        .violation())
                .isPresent();
    }

    private enum Busy {
        LOCATING,
        CLAIMING,
        COPYING,
        APPLYING,
        PAUSING,
        NOTHING
    }

    private static final class Mirrored implements World {
        private static final EtcdException AWAY =
                new UnavailableException(Details.of(ErrorCode.UNAVAILABLE, Outcome.UNKNOWN, "away"));
        private static final EtcdException DENIED =
                new PermissionDeniedException(Details.of(ErrorCode.PERMISSION_DENIED, Outcome.NOT_APPLIED, "denied"));
        private static final EtcdException COMPACTED =
                new CompactedException(Details.of(ErrorCode.COMPACTED, Outcome.NOT_APPLIED, "compacted"), 0);
        private static final int MOST_TROUBLES = 3;

        private final Tampering tampering;
        private final MirroredSides sides;
        private final MirrorMachine machine = new MirrorMachine(false, new Backlog(MirroredSides.MOST, 1));
        private int troubles;

        private Busy busy = Busy.NOTHING;
        private @Nullable Checkpoint claiming;
        private long copying;
        private @Nullable Batch applying;

        private boolean following;
        private long cursor;
        private int untaken;
        private boolean asked;

        private boolean started;
        private boolean ended;
        private long wanted;

        Mirrored(Tampering tampering, MirroredSides.Before before) {
            this.tampering = tampering;
            this.sides = new MirroredSides(before);
            perform(machine.start());
        }

        @Override
        public void moves(Moves may) {
            sides.moves(may);
            may.happen("close", () -> {
                perform(machine.close());
                must(ended, "closed, and goes on");
            });
            may.happenIf(wanted == 0, "wanted", () -> {
                wanted = sides.revision();
                perform(machine.wanted(wanted));
            });
            if (busy != Busy.NOTHING) {
                may.happen("well: " + busy, this::goesWell);
            }
            boolean calls = busy != Busy.NOTHING && busy != Busy.PAUSING;
            trouble(may, calls, "fails: " + busy, () -> fails(AWAY));
            trouble(may, calls, "denied: " + busy, () -> fails(DENIED));
            trouble(may, busy == Busy.COPYING, "compacted while copying", () -> fails(COMPACTED));
            trouble(may, busy == Busy.CLAIMING, "overtaken", () -> {
                busy = Busy.NOTHING;
                perform(machine.overtaken());
            });
            trouble(may, busy == Busy.APPLYING, "applied, and the answer lost", () -> {
                sides.apply(applying);
                fails(AWAY);
            });
            trouble(may, busy == Busy.COPYING, "half copied", () -> {
                sides.copyHalf();
                fails(AWAY);
            });
            if (following) {
                boolean more = cursor <= sides.revision();
                may.happenIf(more && cursor > sides.compacted(), "change", this::change);
                may.happenIf(more && cursor <= sides.compacted(), "fell behind", () -> unfollowed(COMPACTED));
                may.happenIf(!more, "mark", this::mark);
                may.happenIf(asked, "ask again", this::askAgain);
                trouble(may, true, "watch ends", () -> unfollowed(AWAY));
                trouble(may, true, "watch is denied", () -> unfollowed(DENIED));
            }
            may.happenIf(ended, "late", () -> {
                perform(machine.applied());
                perform(machine.paused());
                perform(machine.failed(AWAY));
                perform(machine.located(null, 1, sides.revision()));
                perform(machine.claimed());
                perform(machine.copied());
                perform(machine.changed(cursor, sides.events(MirroredSides.FIRST)));
                perform(machine.unfollowed(AWAY));
                perform(machine.wanted(1));
            });
        }

        private void trouble(Moves may, boolean possible, String name, Runnable happens) {
            may.happenIf(possible && !ended && troubles < MOST_TROUBLES, name, () -> {
                troubles++;
                happens.run();
            });
        }

        private void goesWell() {
            Busy was = busy;
            busy = Busy.NOTHING;
            switch (was) {
                case LOCATING -> perform(machine.located(sides.checkpoint(), MirroredSides.CLUSTER, sides.revision()));
                case CLAIMING -> {
                    sides.claim(claiming);
                    perform(machine.claimed());
                }
                case COPYING -> {
                    if (copying < sides.compacted()) {
                        perform(machine.failed(COMPACTED));
                    } else {
                        sides.copy(copying);
                        perform(machine.copied());
                    }
                }
                case APPLYING -> {
                    sides.apply(applying);
                    perform(machine.applied());
                }
                case PAUSING -> perform(machine.paused());
                case NOTHING -> throw new AssertionError("nothing to do");
            }
        }

        private void fails(EtcdException why) {
            busy = Busy.NOTHING;
            perform(machine.failed(why));
        }

        private void change() {
            long at = cursor++;
            if (!sides.events(at).isEmpty()) {
                untaken++;
                perform(machine.changed(at, sides.events(at)));
            }
        }

        private void mark() {
            asked = false;
            perform(machine.marked(cursor - 1));
        }

        private void askAgain() {
            asked = false;
            perform(machine.askAgain());
        }

        private void unfollowed(EtcdException why) {
            following = false;
            asked = false;
            untaken = 0;
            perform(machine.unfollowed(why));
        }

        private void perform(List<? extends Effect> effects) {
            must(!ended || effects.isEmpty(), "after the end: ", effects);
            for (Effect effect : tampering.of(List.<Effect>copyOf(effects))) {
                must(!ended, effect, " after the end");
                if (effect instanceof MirrorMachine.Locate) {
                    begin(Busy.LOCATING);
                } else if (effect instanceof MirrorMachine.Claim claim) {
                    begin(Busy.CLAIMING);
                    claiming = claim.checkpoint();
                } else if (effect instanceof MirrorMachine.Copy copy) {
                    begin(Busy.COPYING);
                    copying = copy.revision();
                } else if (effect instanceof MirrorMachine.Apply apply) {
                    begin(Busy.APPLYING);
                    applying = apply.batch();
                } else if (effect instanceof MirrorMachine.Pause) {
                    begin(Busy.PAUSING);
                } else if (effect instanceof MirrorMachine.Follow follow) {
                    must(!following, "follows twice");
                    following = true;
                    untaken = 0;
                    cursor = follow.fromRevision();
                } else if (effect instanceof MirrorMachine.Unfollow) {
                    following = false;
                } else if (effect instanceof MirrorMachine.Taken taken) {
                    untaken -= taken.revisions();
                    must(untaken >= 0, "took what did not come");
                } else if (effect instanceof MirrorMachine.Reached reached) {
                    sides.mustShow(reached.revision());
                    wanted = reached.revision() >= wanted ? -1 : wanted;
                } else if (effect instanceof MirrorMachine.Ask) {
                    must(following && !asked, "asks again, or nobody");
                    asked = true;
                } else if (effect instanceof MirrorMachine.Started) {
                    must(!started, "started twice");
                    started = true;
                } else if (effect instanceof MirrorMachine.End) {
                    ended = true;
                    busy = Busy.NOTHING;
                }
            }
            must(ended || following || busy != Busy.NOTHING, "waits for nothing");
            must(!ended || !following, "follows after the end");
            must(started || !following, "follows, and did not say that it has started");
            if (machine.shown() > 0) {
                sides.mustHaveCome(machine.shown());
            }
        }

        private void begin(Busy what) {
            must(busy == Busy.NOTHING, what, " while ", busy);
            busy = what;
        }

        @Override
        public void end() {
            for (int step = 0; !ended; step++) {
                must(step < 100, "does not come to rest");
                if (busy != Busy.NOTHING) {
                    goesWell();
                } else if (cursor <= sides.compacted()) {
                    unfollowed(COMPACTED);
                } else if (cursor <= sides.revision()) {
                    change();
                } else if (asked) {
                    mark();
                } else {
                    must(untaken == 0, "revisions that were not taken: ", untaken);
                    must(wanted <= 0, "did not come to ", wanted);
                    sides.mustShow(sides.revision());
                    return;
                }
            }
        }
    }
}
