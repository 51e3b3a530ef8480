package dev.tercet.recipes.internal.cache;

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
import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.recipes.cache.CacheEvent;
import dev.tercet.recipes.cache.CacheRequest;
import dev.tercet.recipes.cache.CacheState;
import dev.tercet.recipes.cache.CacheUpdate;
import dev.tercet.recipes.cache.CacheUpdate.Kind;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is published is what the store held at the revision that it says; and what listeners are told makes up the same. */
class CacheMachineExplorationTest {
    @Test
    void whatItShowsWasThereThen() {
        Exploration.of(() -> new Cached(Tampering.none())).states(5_000).upTo(15);
    }

    static Stream<Tampering> wrong() {
        return Stream.of(
                        CacheEffect.ReadList.class,
                        CacheEffect.Pause.class,
                        CacheEffect.OpenWatch.class,
                        CacheEffect.Publish.class,
                        CacheEffect.Say.class)
                .flatMap(kind -> Stream.of(Tampering.without(kind), Tampering.twice(kind)));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void wouldNotice(Tampering tampering) {
        assertThat(Exploration.of(() -> new Cached(tampering)).violation()).isPresent();
    }

    private enum Busy {
        LISTING,
        PAUSING,
        WATCHING,
        OVER
    }

    private static final class Cached implements World {
        private static final EtcdException AWAY =
                new UnavailableException(Details.of(ErrorCode.UNAVAILABLE, Outcome.NOT_APPLIED, "away"));
        private static final EtcdException DENIED =
                new PermissionDeniedException(Details.of(ErrorCode.PERMISSION_DENIED, Outcome.NOT_APPLIED, "denied"));
        private static final EtcdException COMPACTED =
                new CompactedException(Details.of(ErrorCode.COMPACTED, Outcome.NOT_APPLIED, "compacted"), 0);
        private static final KeyRange RANGE = KeyRange.prefix("k");
        private static final long FIRST = 10;

        private final Tampering tampering;
        private final CacheMachine machine = new CacheMachine(CacheRequest.of(RANGE), bound -> 0);
        private long revision = FIRST;

        private Busy busy = Busy.OVER;
        private long cursor;
        private boolean started;
        private boolean interrupted;
        private boolean truthful;
        private int trusted = -1;

        private long shown;
        private boolean initial;
        private Map<String, Long> listener = new TreeMap<>();
        private String state = "";

        Cached(Tampering tampering) {
            this.tampering = tampering;
            perform(machine.begin());
        }

        /** Even revisions put one of three keys, odd ones delete the one that was put last; every fifth is about others. */
        private static Map<String, Long> content(long at) {
            Map<String, Long> all = new TreeMap<>();
            for (long each = FIRST; each <= at; each++) {
                for (WatchEvent event : events(each)) {
                    if (event.isPut()) {
                        all.put(event.keyText(), each);
                    } else {
                        all.remove(event.keyText());
                    }
                }
            }
            return all;
        }

        private static List<WatchEvent> events(long at) {
            if (at % 5 == 3) {
                return List.of();
            }
            boolean put = at % 2 == 0;
            Bytes key = Bytes.of("k" + (put ? at : at - 1) % 3);
            KeyValue kv = new KeyValue(key, Bytes.EMPTY, put ? at : 0, at, put ? 1 : 0, 0);
            return List.of(new WatchEvent(put ? WatchEvent.Type.PUT : WatchEvent.Type.DELETE, kv, null));
        }

        private static List<KeyValue> kvs(long at) {
            List<KeyValue> all = new ArrayList<>();
            content(at).forEach((key, mod) -> all.add(new KeyValue(Bytes.of(key), Bytes.EMPTY, mod, mod, 1, 0)));
            return all;
        }

        @Override
        public void moves(Moves may) {
            may.happenIf(revision < FIRST + 4, "write", () -> revision++);
            may.happen("stop", () -> perform(machine.stop()));
            switch (busy) {
                case LISTING -> {
                    may.happen("listed", () -> perform(machine.listed(revision, kvs(revision))));
                    may.happen("away", () -> perform(machine.listFailed(AWAY)));
                    may.happen("compacted", () -> perform(machine.listFailed(COMPACTED)));
                    may.happen("denied", () -> perform(machine.listFailed(DENIED)));
                }
                case PAUSING -> may.happen("time is up", () -> perform(machine.timeUp()));
                case WATCHING -> watch(may);
                case OVER -> {
                    may.happen("late list", () -> perform(machine.listed(revision, kvs(revision))));
                    may.happen("late change", () -> perform(machine.said(new WatchSignal.Progress(revision))));
                }
            }
        }

        private void watch(Moves may) {
            boolean live = started && !interrupted;
            may.happenIf(!started, "started", this::start);
            may.happenIf(started && interrupted, "resumed", this::resume);
            may.happenIf(!interrupted, "interrupted", () -> {
                interrupted = true;
                said(new WatchSignal.Interrupted(AWAY));
            });
            may.happenIf(live && cursor <= revision, "change", this::change);
            may.happenIf(live && truthful && cursor > revision, "mark", () -> said(new WatchSignal.Progress(revision)));
            // A server that answers ahead of events: nobody has found that it can be relied on.
            may.happenIf(live && !truthful, "false mark", () -> said(new WatchSignal.Progress(revision)));
            may.happenIf(
                    live && truthful && trusted != machine.connection(),
                    "is asked",
                    () -> trusted = machine.connection());
            may.happenIf(trusted >= 0, "can be relied on", () -> machine.trust(trusted));
            may.happenIf(cursor <= revision, "resync", () -> {
                cursor = revision + 1;
                said(new WatchSignal.Resync(revision, kvs(revision), RANGE));
            });
            may.happen("ended", () -> said(new WatchSignal.Ended(DENIED)));
        }

        private void start() {
            started = true;
            interrupted = false;
            truthful = false;
            said(new WatchSignal.Started(cursor));
        }

        private void resume() {
            interrupted = false;
            truthful = !truthful;
            said(new WatchSignal.Resumed(cursor));
        }

        private void change() {
            List<WatchEvent> events = events(cursor);
            long at = cursor++;
            if (!events.isEmpty()) {
                said(new WatchSignal.Change(at, events, RANGE));
            }
        }

        private void said(WatchSignal signal) {
            perform(machine.said(signal));
        }

        private void perform(List<CacheEffect> effects) {
            for (CacheEffect effect : tampering.of(effects)) {
                must(
                        busy != Busy.OVER || state.isEmpty() || effect instanceof CacheEffect.Say,
                        effect,
                        " after the end");
                if (effect instanceof CacheEffect.ReadList) {
                    must(busy == Busy.OVER || busy == Busy.PAUSING, "a list while ", busy);
                    busy = Busy.LISTING;
                    state = "listing";
                } else if (effect instanceof CacheEffect.Pause) {
                    must(busy == Busy.LISTING, "a pause while ", busy);
                    busy = Busy.PAUSING;
                } else if (effect instanceof CacheEffect.OpenWatch open) {
                    must(
                            busy == Busy.LISTING && open.from() == shown + 1,
                            "a watch while ",
                            busy,
                            " from ",
                            open.from());
                    busy = Busy.WATCHING;
                    cursor = open.from();
                } else if (effect instanceof CacheEffect.Publish publish) {
                    published(publish.copy(), publish.update());
                } else if (effect instanceof CacheEffect.Stop) {
                    busy = Busy.OVER;
                } else if (effect instanceof CacheEffect.Say say) {
                    says(say.state());
                }
            }
            must(busy == Busy.OVER == state.equals("Ended"), "is ", busy, ", and says ", state);
            must(busy != Busy.WATCHING || (started && !interrupted) == state.equals("Live"), "says ", state);
        }

        private void says(CacheState now) {
            String name = now.getClass().getSimpleName();
            must(!state.equals("Ended"), "says ", name, " after the end");
            must(!name.equals(state) || name.equals("Syncing"), "says again: ", name);
            state = name;
        }

        private void published(Copy copy, CacheUpdate update) {
            must(copy.revision() >= shown, "went back to ", copy.revision());
            shown = copy.revision();
            Map<String, Long> content = new TreeMap<>();
            copy.forEach(kv -> content.put(kv.keyText(), kv.modRevision()));
            must(
                    content.equals(content(shown)),
                    "shows ",
                    content,
                    " at ",
                    shown,
                    ", where there was ",
                    content(shown));
            if (update != null) {
                must((update.kind() == Kind.INITIAL) != initial, "a second beginning, or none");
                initial = true;
                for (CacheEvent event : update.events()) {
                    told(event);
                }
            }
            must(listener.equals(content), "told ", listener, " of ", content);
        }

        private void told(CacheEvent event) {
            KeyValue before = event.before().orElse(null);
            KeyValue after = event.after().orElse(null);
            Long known = before == null ? null : Long.valueOf(before.modRevision());
            must(java.util.Objects.equals(listener.get(event.keyText()), known), "not what was before: ", event);
            if (after == null) {
                listener.remove(event.keyText());
            } else {
                listener.put(event.keyText(), after.modRevision());
            }
        }

        @Override
        public void end() {
            for (int step = 0; busy != Busy.OVER; step++) {
                must(step < 30, "does not come to rest");
                switch (busy) {
                    case LISTING -> perform(machine.listed(revision, kvs(revision)));
                    case PAUSING -> perform(machine.timeUp());
                    case WATCHING, OVER -> {
                        if (!started) {
                            start();
                        } else if (interrupted) {
                            resume();
                        } else if (cursor <= revision) {
                            change();
                        } else {
                            must(listener.equals(content(revision)), "not all was told: ", listener);
                            return;
                        }
                    }
                }
            }
        }
    }
}
