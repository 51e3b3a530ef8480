package dev.tercet.internal.watch;

import static dev.tercet.explore.World.must;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.error.ErrorCode;
import dev.tercet.explore.Exploration;
import dev.tercet.explore.Moves;
import dev.tercet.explore.Tampering;
import dev.tercet.explore.World;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchSignal;
import dev.tercet.watch.WatchSignal.Change;
import dev.tercet.watch.WatchSignal.Ended;
import dev.tercet.watch.WatchSignal.Interrupted;
import dev.tercet.watch.WatchSignal.Progress;
import dev.tercet.watch.WatchSignal.Resumed;
import dev.tercet.watch.WatchSignal.Resync;
import dev.tercet.watch.WatchSignal.Started;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** No revision is skipped, repeated or torn, whatever happens to streams, reads, tokens and the consumer, and in whatever order. */
class WatchMachineExplorationTest {
    @ParameterizedTest
    @CsvSource({"0, false", "0, true", "8, false", "8, true", "12, false"})
    void everyRevisionOnceAndWhole(long start, boolean resync) {
        Exploration.of(() -> new Watched(Tampering.none(), start, resync))
                .states(3_000)
                .upTo(5);
    }

    static Stream<Tampering> wrong() {
        return Stream.of(
                Tampering.without(WatchEffect.Open.class),
                Tampering.without(WatchEffect.Deliver.class),
                Tampering.twice(WatchEffect.Deliver.class),
                Tampering.without(Parcel.class),
                Tampering.twice(Parcel.class),
                Tampering.without(WatchEffect.Close.class),
                Tampering.without(WatchEffect.Pause.class),
                Tampering.twice(WatchEffect.Pause.class),
                Tampering.without(WatchEffect.Read.class),
                Tampering.twice(WatchEffect.Read.class),
                Tampering.without(WatchEffect.AskProgress.class),
                Tampering.without(WatchEffect.RefuseToken.class));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void wouldNotice(Tampering tampering) {
        assertThat(Exploration.of(() -> new Watched(tampering, 8, true)).violation())
                .isPresent();
    }

    @Test
    void wouldNoticeAServerThatSkips() {
        assertThat(Exploration.of(() -> new Watched(Tampering.none(), 8, true) {
                            @Override
                            long following(long revision) {
                                return super.following(revision) + 1;
                            }
                        })
                        .violation())
                .isPresent();
    }

    private enum Pending {
        NOTHING,
        STREAM,
        PAUSE,
        READ,
        TOKEN
    }

    private static class Watched implements World {
        private static final KeyRange RANGE = KeyRange.prefix("k");
        private static final long PLENTY = Long.MAX_VALUE;

        private final Tampering tampering;
        private final boolean resync;
        private final WatchMachine machine;
        private final WatchedStore store = new WatchedStore();
        private Pending pending = Pending.NOTHING;
        private int writes;
        private long now;

        // The stream, as the server has it.
        private long from;
        private boolean created;
        private long cursor;
        private boolean torn;
        private int asks;

        // The list.
        private long listed;
        private boolean secondPage;

        // The consumer.
        private long base;
        private boolean started;
        private boolean interrupted;
        private boolean over;
        private boolean answer;
        private boolean waitsForMark;
        private long expected;

        Watched(Tampering tampering, long start, boolean resync) {
            this.tampering = tampering;
            base = start;
            this.resync = resync;
            machine = new WatchMachine(RANGE, start, resync, false, new OneCluster(), bound -> bound - 1);
            perform(machine.begin());
        }

        @Override
        public void moves(Moves may) {
            may.happenIf(writes < 3, "write", () -> {
                writes++;
                store.write();
            });
            may.happenIf(store.compacted() == 0, "compact", store::compact);
            may.happenIf(now == 0, "time", () -> now = 6_000_000_000L);
            may.happenIf(!waitsForMark, "ask", () -> {
                waitsForMark = true;
                perform(machine.ask());
            });
            may.happen("stop", () -> {
                perform(machine.stop());
                must(over || pending == Pending.NOTHING, "stopped, and ", pending, " goes on");
                over = true;
            });
            may.happenIf(!over, "park", () -> perform(machine.park()));
            may.happenIf(machine.isParked(), "unpark", () -> perform(machine.unpark()));
            switch (pending) {
                case STREAM -> stream(may);
                case PAUSE -> may.happen("time is up", () -> done(machine::timeUp));
                case READ -> {
                    may.happen("page", this::page);
                    may.happen("unread", () -> done(() -> machine.readFailed(Samples.failure(ErrorCode.UNAVAILABLE))));
                    may.happen("gone", () -> done(() -> machine.readFailed(Samples.failure(ErrorCode.COMPACTED))));
                }
                case TOKEN -> {
                    may.happen("token", () -> token(true));
                    may.happen("no token", () -> token(false));
                }
                case NOTHING -> {}
            }
        }

        private void stream(Moves may) {
            if (isCompacted()) {
                may.happen("compacted", this::compacted);
            } else if (!created) {
                may.happen("created", this::create);
            } else {
                may.happenIf(cursor <= store.revision(), "revision", () -> send(PLENTY));
                may.happenIf(cursor <= store.revision(), "no room", () -> send(0));
                may.happenIf(cursor < store.revision(), "all", () -> all(PLENTY));
                may.happenIf(cursor < store.revision(), "room for one", () -> all(1));
                may.happenIf(store.at(cursor).size() == 2 && !torn, "fragment", () -> {
                    torn = true;
                    perform(machine.events(store.at(cursor).subList(0, 1), true, PLENTY));
                });
                may.happenIf(cursor > from && !torn, "again", () -> events(store.at(cursor - 1), PLENTY));
                may.happenIf(cursor > store.revision() && !torn, "mark", () -> mark(store.revision(), false));
                // Old servers answer ahead of events, and the answer may be to another watch of the same connection.
                may.happenIf(!torn, "answer", () -> mark(store.revision(), true));
            }
            for (String reason : List.of("", "invalid auth token", "permission denied", "no")) {
                may.happen("canceled: " + reason, () -> done(() -> machine.canceled(0, reason, now)));
            }
            may.happen("ended", () -> done(() -> machine.lost(null, now)));
            for (ErrorCode code : List.of(ErrorCode.UNAVAILABLE, ErrorCode.CONNECTION_REJECTED)) {
                may.happen("lost: " + code, () -> done(() -> machine.lost(Samples.failure(code), now)));
            }
        }

        private boolean isCompacted() {
            return (created ? cursor : from) != 0 && (created ? cursor : from) < store.compacted();
        }

        private void create() {
            created = true;
            cursor = from == 0 ? store.revision() + 1 : from;
            perform(machine.created(1, store.revision(), now));
        }

        private void compacted() {
            done(() -> machine.canceled(store.compacted(), "", now));
        }

        private void send(long room) {
            List<WatchEvent> events = store.at(cursor);
            if (torn) {
                events = events.subList(1, 2);
            }
            torn = false;
            cursor = following(cursor);
            events(events, room);
        }

        long following(long revision) {
            return revision + 1;
        }

        private void all(long room) {
            List<WatchEvent> events = new ArrayList<>();
            if (torn) {
                events.add(store.at(cursor++).get(1));
                torn = false;
            }
            while (cursor <= store.revision()) {
                events.addAll(store.at(cursor++));
            }
            events(events, room);
        }

        private void events(List<WatchEvent> events, long room) {
            if (!events.isEmpty()) {
                perform(machine.message(Parcel.of(events, RANGE), room));
            }
        }

        private void mark(long revision, boolean answers) {
            answer = answers;
            if (answers && asks > 0) {
                asks--;
            }
            perform(machine.mark(revision, answers));
            answer = false;
        }

        private void page() {
            if (!secondPage) {
                listed = store.revision();
            }
            done(() -> machine.page(store.page(secondPage, listed)));
        }

        private void token(boolean again) {
            done(() -> machine.tokenRefused(again, Samples.failure(ErrorCode.UNAUTHENTICATED)));
        }

        /** What was under way has come to its end, of which this is told. */
        private void done(java.util.function.Supplier<List<WatchEffect>> told) {
            pending = Pending.NOTHING;
            perform(told.get());
            must(over || machine.isParked() || pending != Pending.NOTHING, "nothing is under way");
        }

        private void perform(List<WatchEffect> effects) {
            for (WatchEffect effect : tampering.of(effects)) {
                must(!over, effect, " after the end");
                if (effect instanceof WatchEffect.Open open) {
                    must(pending == Pending.NOTHING || pending == Pending.STREAM, "opened during a ", pending);
                    opened(open.startRevision());
                } else if (effect instanceof WatchEffect.Close) {
                    pending = Pending.NOTHING;
                } else if (effect instanceof WatchEffect.Pause) {
                    begin(Pending.PAUSE);
                } else if (effect instanceof WatchEffect.RefuseToken) {
                    begin(Pending.TOKEN);
                } else if (effect instanceof WatchEffect.Read read) {
                    begin(Pending.READ);
                    secondPage = read.page().revision() != 0;
                    must(!secondPage || read.page().revision() == listed, "pages of two revisions");
                } else if (effect instanceof WatchEffect.AskProgress) {
                    must(pending == Pending.STREAM && created, "asked nobody");
                    asks++;
                } else if (effect instanceof Parcel parcel) {
                    parcel.changes().forEach(change -> signal(change.signal()));
                } else if (effect instanceof WatchEffect.Deliver deliver) {
                    signal(deliver.signal());
                }
            }
        }

        private void begin(Pending next) {
            must(pending == Pending.NOTHING, "a ", next, " during a ", pending);
            pending = next;
        }

        private void opened(long revision) {
            pending = Pending.STREAM;
            from = revision;
            created = false;
            torn = false;
            asks = 0;
            must(!started || (revision >= expected && store.isQuiet(expected, revision - 1)), "opened at ", revision);
            must(started || revision == base, "opened at ", revision, " and not where the caller wants it");
        }

        private void signal(WatchSignal signal) {
            must(!over, signal, " after the end");
            if (signal instanceof Started it) {
                must(!started, "started twice");
                must(it.revision() == (base == 0 ? store.revision() + 1 : base), "started at ", it.revision());
                started = true;
                interrupted = false;
                expected = it.revision();
            } else if (signal instanceof Interrupted) {
                must(!interrupted, "interrupted twice");
                interrupted = true;
            } else if (signal instanceof Ended) {
                over = true;
                must(pending == Pending.NOTHING, "ended, and ", pending, " goes on");
            } else if (signal instanceof Resync it) {
                must(resync, "resynced without being asked to");
                must(
                        it.kvs().stream().map(KeyValue::keyText).toList().equals(List.of("k1", "k2")),
                        "resynced ",
                        it.kvs());
                must(it.revision() >= expected - 1, "went back to ", it.revision());
                expected = it.revision() + 1;
                base = expected;
            } else {
                must(started, signal, " before the start");
                if (signal instanceof Resumed it) {
                    must(interrupted, "resumed without an interruption");
                    interrupted = false;
                    reached(it.revision() - 1);
                } else if (signal instanceof Change it) {
                    must(!interrupted, "a change while it is interrupted");
                    reached(it.revision() - 1);
                    must(it.revision() == expected, "a change at ", it.revision(), ", not ", expected);
                    must(it.events().equals(store.at(expected)), "not the whole revision: ", it);
                    expected++;
                } else if (signal instanceof Progress it) {
                    waitsForMark &= !answer;
                    if (!answer) {
                        reached(it.revision());
                    }
                }
            }
        }

        private void reached(long revision) {
            must(store.isQuiet(expected, revision), "skipped some of ", expected, " to ", revision);
            expected = Math.max(expected, revision + 1);
        }

        /** With nothing going wrong any more all comes. */
        @Override
        public void end() {
            for (int step = 0; !over; step++) {
                must(step < 60, "does not come to rest");
                if (machine.isParked()) {
                    perform(machine.unpark());
                }
                switch (pending) {
                    case NOTHING -> must(false, "nothing is under way");
                    case PAUSE -> done(machine::timeUp);
                    case READ -> page();
                    case TOKEN -> token(true);
                    case STREAM -> {
                        if (isCompacted()) {
                            compacted();
                        } else if (!created) {
                            create();
                        } else if (cursor <= store.revision()) {
                            send(PLENTY);
                        } else if (asks > 0) {
                            mark(store.revision(), true);
                        } else {
                            must(started && !interrupted, "live, and not said so");
                            must(store.isQuiet(expected, store.revision()), "something did not come from ", expected);
                            // Of one that begins in the future nothing can be said yet.
                            must(!waitsForMark || base > WatchedStore.FIRST, "asked for a mark, and got none");
                            return;
                        }
                    }
                }
            }
        }
    }
}
