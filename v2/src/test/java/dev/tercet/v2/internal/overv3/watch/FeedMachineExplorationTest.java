package dev.tercet.v2.internal.overv3.watch;

import static dev.tercet.explore.World.must;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.error.PermissionDeniedException;
import dev.tercet.explore.Exploration;
import dev.tercet.explore.Moves;
import dev.tercet.explore.Tampering;
import dev.tercet.explore.World;
import dev.tercet.v2.watch.V2Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every event once and in order, or word of a gap and what is there behind it; no more than was asked for; and one end. */
class FeedMachineExplorationTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 9, 11})
    void everyEventInOrder(long first) {
        Exploration.of(() -> new Fed(Tampering.none(), first)).states(3_000).upTo(6);
    }

    static Stream<Tampering> wrong() {
        return Stream.of(
                        FeedEffect.Begin.class,
                        FeedEffect.Tell.class,
                        FeedEffect.End.class,
                        FeedEffect.Take.class,
                        FeedEffect.Reread.class)
                .flatMap(kind -> Stream.of(Tampering.without(kind), Tampering.twice(kind)));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void wouldNotice(Tampering tampering) {
        assertThat(Exploration.of(() -> new Fed(tampering, 9)).violation()).isPresent();
    }

    @Test
    void wouldNoticeLooksThatAreToldAsTheyCome() {
        assertThat(Exploration.of(() -> new Fed(Tampering.none(), 9) {
                            @Override
                            long of(long revision) {
                                return revision == 10 ? 11 : super.of(revision);
                            }
                        })
                        .violation())
                .isPresent();
    }

    private static class Fed implements World {
        private static final EtcdException WHY =
                new PermissionDeniedException(Details.of(ErrorCode.PERMISSION_DENIED, Outcome.NOT_APPLIED, "denied"));
        private static final long FIRST = 9;
        private static final int MOST_WRITES = 3;
        private static final long PLENTY = 1_000;

        private final Tampering tampering;
        private final FeedMachine machine;
        private long revision = FIRST;
        private long compacted;

        /** Of the watch of the store. */
        private boolean open;

        private boolean stands;
        private long cursor;
        private int credit;

        private final Map<Long, FeedMachine.Slot> looking = new TreeMap<>();
        private final List<FeedMachine.Slot> rereading = new ArrayList<>();

        private long wanted;
        private boolean begun;
        private boolean over;
        /** What is to be told next: an event of a revision; unknown before it begins. */
        private long next;

        private int place;

        Fed(Tampering tampering, long first) {
            this.tampering = tampering;
            machine = new FeedMachine(first);
            next = first;
            subscribe(first);
        }

        /** None of every third, one or two of others. */
        private static List<V2Event> events(long at) {
            List<V2Event> all = new ArrayList<>();
            for (long each = 0; each < at % 3; each++) {
                all.add(new V2Event.Reread(at, each, Optional.empty()));
            }
            return all;
        }

        /** Whose events are found when a revision is looked at. */
        long of(long at) {
            return at;
        }

        private void subscribe(long from) {
            open = true;
            stands = false;
            cursor = from;
            credit = 1;
            machine.subscribed();
            perform();
        }

        @Override
        public void moves(Moves may) {
            may.happenIf(revision < FIRST + MOST_WRITES, "write", () -> revision++);
            may.happenIf(compacted < revision - 1, "compact", () -> compacted = revision - 1);
            may.happenIf(wanted < 3, "request 1", () -> request(1));
            may.happenIf(wanted < 3, "request 2", () -> request(2));
            may.happenIf(open && credit > 0, "store says", this::hear);
            may.happenIf(open && credit > 0, "interrupted", () -> {
                credit--;
                machine.passed();
                perform();
            });
            may.happenIf(open && credit > 0, "ends", () -> {
                open = false;
                machine.ended(WHY);
                perform();
            });
            may.happenIf(open && credit > 0 && !machine.hasBegun(), "narrower", () -> subscribe(cursor));
            for (long each : List.copyOf(looking.keySet())) {
                may.happen("looked " + each, () -> looked(each));
                may.happen("look failed " + each, () -> {
                    machine.failed(looking.remove(each), WHY);
                    perform();
                });
            }
            may.happenIf(!rereading.isEmpty(), "reread", this::reread);
            may.happenIf(!rereading.isEmpty(), "reread failed", () -> {
                machine.failed(rereading.remove(0), WHY);
                perform();
            });
            may.happenIf(!over, "aborted", () -> {
                machine.aborted(WHY);
                perform();
                must(over, "aborted, and not told");
            });
            may.happenIf(!over, "cancel", () -> {
                over = true;
                open = false;
                machine.cancel();
                perform();
            });
        }

        private void request(long events) {
            wanted += events;
            machine.request(events);
            perform();
        }

        private void hear() {
            credit--;
            if (cursor > 0 && cursor <= compacted) {
                open = false;
                machine.cleared();
            } else if (!stands) {
                stands = true;
                cursor = cursor == 0 ? revision + 1 : cursor;
                machine.started(cursor);
            } else if (cursor <= revision) {
                looking.put(cursor, machine.change(cursor));
                cursor++;
            } else {
                machine.progress(revision);
            }
            perform();
        }

        private void looked(long at) {
            machine.looked(looking.remove(at), events(of(at)));
            perform();
        }

        private void reread() {
            long from = machine.nextRevision();
            machine.reread(rereading.remove(0), new V2Event.Reread(from, revision, Optional.empty()));
            if (!over) {
                subscribe(revision + 1);
            } else {
                perform();
            }
        }

        private void perform() {
            for (Optional<FeedEffect> one = machine.next(); one.isPresent(); one = machine.next()) {
                for (FeedEffect effect : tampering.of(List.of(one.get()))) {
                    must(!over, effect, " after the end");
                    perform(effect);
                }
            }
        }

        private void perform(FeedEffect effect) {
            if (effect instanceof FeedEffect.Begin begin) {
                must(!begun, "begins twice");
                must(next == 0 || begin.revision() == next, "begins at ", begin.revision());
                begun = true;
                next = begin.revision();
            } else if (effect instanceof FeedEffect.Tell tell) {
                must(begun, "told before it began");
                must(wanted-- > 0, "told without being asked");
                told((V2Event.Reread) tell.event());
            } else if (effect instanceof FeedEffect.End) {
                over = true;
                open = false;
            } else if (effect instanceof FeedEffect.Take take) {
                must(open && take.signals() > 0, "takes from nothing");
                credit += take.signals();
                must(credit + looking.size() <= Math.max(1, wanted), "takes more than is wanted: ", credit);
            } else if (effect instanceof FeedEffect.Reread reread) {
                must(rereading.isEmpty() && !open, "reads while there is something to follow");
                rereading.add(reread.slot());
            }
        }

        private void told(V2Event.Reread event) {
            if (event.to() >= FIRST) {
                skip(event.from() - 1);
                must(place == 0 && event.from() == next, "a gap from ", event.from(), " where ", next, " is next");
                next = event.to() + 1;
                return;
            }
            skip(revision);
            must(event.from() == next && event.to() == place, "told ", event, " where ", next, " is next");
            if (++place == events(next).size()) {
                place = 0;
                next++;
            }
        }

        private void skip(long last) {
            while (next <= last && events(next).isEmpty()) {
                next++;
            }
        }

        @Override
        public void end() {
            request(PLENTY);
            for (int step = 0; !over; step++) {
                must(step < 100, "does not come to rest");
                if (!looking.isEmpty()) {
                    // The last one first.
                    looked(((TreeMap<Long, ?>) looking).lastKey());
                } else if (!rereading.isEmpty()) {
                    reread();
                } else {
                    must(open && credit > 0, "nothing is asked for");
                    if (stands && cursor > revision) {
                        skip(revision);
                        must(begun && next > revision, next, " was not told");
                        return;
                    }
                    hear();
                }
            }
        }
    }
}
