package dev.tercet.v2.internal.overv3.watch;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import dev.tercet.v2.internal.overv3.Act;
import dev.tercet.v2.internal.overv3.Layout;
import dev.tercet.v2.internal.overv3.Layout.Place;
import dev.tercet.v2.internal.overv3.watch.Past.RemovedDirectory;
import dev.tercet.v2.key.V2Action;
import dev.tercet.watch.WatchEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What v2 would tell of the changes of one revision.
 *
 * <p>A write of the emulation is one event, of the path that it was made to, whatever else was written with it: directories on the
 * way get markers, a directory goes with all that is in it. What was written by others is told key by key, as far as v2 has words
 * for it; but what goes together with its directory, as when that expires, is the one event of the directory.
 *
 * <p>It is told to whom v2 tells it: to watches of the path, to recursive ones above it unless it is hidden from there, and if it is the
 * removal of a directory, to watches of what was in it.
 */
final class Folding {
    private final Scope scope;

    Folding(Scope scope) {
        this.scope = scope;
    }

    /** Whether anything may have to be told of these changes, so that the revision is worth a closer look. */
    boolean concerns(List<WatchEvent> events) {
        // Something hidden matters only where it goes with a directory that is not, which has a marker or goes as a
        // whole.
        return events.stream()
                .anyMatch(event -> Layout.place(event.key())
                        .filter(place -> scope.tells(place.path()) || (event.isDelete() && scope.holds(place.path())))
                        .isPresent());
    }

    /** Whether the directory may have gone in which all that is watched is. */
    boolean mayBeRemovedFromAbove(List<WatchEvent> events) {
        return events.stream()
                .filter(WatchEvent::isDelete)
                .flatMap(event -> Layout.place(event.key()).stream())
                .anyMatch(place -> place.path().equals(scope.key()));
    }

    /** What is told, in order. */
    List<Told> fold(long revision, List<WatchEvent> events, Past past) {
        List<Seen> seen = new ArrayList<>();
        for (WatchEvent event : events) {
            Optional<Place> place = Layout.place(event.key());
            if (place.isPresent() && scope.holds(place.get().path())) {
                seen.add(new Seen(place.get().path(), place.get().dir(), event));
            }
        }
        return past.act()
                .map(act -> ours(revision, seen, act, past))
                .orElseGet(() -> theirs(revision, seen, past.removedAbove()));
    }

    private List<Told> ours(long revision, List<Seen> seen, Act act, Past past) {
        if (act.silent() || !isToldOf(act, seen)) {
            return List.of();
        }
        for (Seen each : seen) {
            if (each.path.equals(act.key()) && each.dir == act.dir()) {
                return List.of(inPlaceOfFile(each.as(act.action(), revision), seen));
            }
        }
        // Above what is watched; or a directory of others' keys, which had no marker.
        KeyValue marker = past.markerOf(act.key());
        KeyValue before = marker == null ? firstIn(act.key(), seen) : marker;
        return List.of(new Told(act.action(), act.key(), act.dir(), revision, null, before));
    }

    /** A directory without a marker is as old as the first thing in it, and was never written. */
    private @Nullable KeyValue firstIn(String directory, List<Seen> seen) {
        return seen.stream()
                .filter(each -> scope.holds(directory) && Scope.isBelow(directory, each.path))
                .flatMap(each -> each.event.previous().stream())
                .findFirst()
                .map(kv -> new KeyValue(kv.key(), Bytes.EMPTY, kv.createRevision(), kv.createRevision(), 1, 0))
                .orElse(null);
    }

    /** A directory that was made where a file was has that for what was before. */
    private static Told inPlaceOfFile(Told told, List<Seen> seen) {
        if (!told.dir() || told.before() != null) {
            return told;
        }
        return seen.stream()
                .filter(each -> each.path.equals(told.path()) && !each.dir && each.event.isDelete())
                .findFirst()
                .map(file -> new Told(
                        told.action(),
                        told.path(),
                        true,
                        told.revision(),
                        told.now(),
                        file.event.previousOrNull(),
                        false))
                .orElse(told);
    }

    private boolean isToldOf(Act act, List<Seen> seen) {
        if (scope.tells(act.key())) {
            return true;
        }
        return act.action().isRemoval()
                && act.dir()
                && Scope.isBelow(act.key(), scope.key())
                && seen.stream().anyMatch(each -> each.event.isDelete());
    }

    private List<Told> theirs(long revision, List<Seen> seen, List<RemovedDirectory> removedAbove) {
        List<Told> told = new ArrayList<>();
        boolean goneFromAbove = !removedAbove.isEmpty() && seen.stream().anyMatch(each -> each.event.isDelete());
        if (goneFromAbove) {
            RemovedDirectory top = removedAbove.get(0);
            told.add(new Told(removal(top.marker()), top.path(), true, revision, null, top.marker()));
        }
        for (Seen each : seen) {
            boolean isPartOfAnother =
                    each.event.isPut() ? isOnTheWay(each, seen) : goneFromAbove || goesWith(each, seen);
            if (!isPartOfAnother && scope.tells(each.path)) {
                told.add(each.as(each.foreignAction(), revision));
            }
        }
        return List.copyOf(told);
    }

    /** Whether it is a directory that was made only because something was put into it. */
    private static boolean isOnTheWay(Seen directory, List<Seen> seen) {
        return directory.dir
                && directory.event.isCreate()
                && seen.stream().anyMatch(each -> each.event.isPut() && Scope.isBelow(directory.path, each.path));
    }

    /** Whether it went together with a directory above it. */
    private static boolean goesWith(Seen gone, List<Seen> seen) {
        return seen.stream().anyMatch(each -> each.dir && each.event.isDelete() && Scope.isBelow(each.path, gone.path));
    }

    private static V2Action removal(@Nullable KeyValue before) {
        return before != null && before.lease() != 0 ? V2Action.EXPIRE : V2Action.DELETE;
    }

    /** A change of the store, at its path. */
    private record Seen(String path, boolean dir, WatchEvent event) {
        Told as(V2Action action, long revision) {
            return new Told(action, path, dir, revision, event.isPut() ? event.kv() : null, event.previousOrNull());
        }

        V2Action foreignAction() {
            if (event.isDelete()) {
                return removal(event.previousOrNull());
            }
            // A directory cannot be set a second time.
            return dir && !event.isCreate() ? V2Action.UPDATE : V2Action.SET;
        }
    }
}
