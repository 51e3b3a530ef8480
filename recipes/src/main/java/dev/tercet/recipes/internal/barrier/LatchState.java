package dev.tercet.recipes.internal.barrier;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyValue;
import dev.tercet.watch.WatchEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A latch as it was at a revision.
 *
 * @param created the creation revision of the key with the count, 0 if it has none
 * @param count what it was set to
 * @param marks how many counted down
 * @param revision when
 * @param progress how it is, seen from who waits
 */
record LatchState(long created, int count, long marks, long revision, Progress progress) {
    static final LatchState UNKNOWN = new LatchState(0, 0, 0, 0, Progress.CLOSED);

    enum Progress {
        /** Not set, or not counted down. */
        CLOSED,
        OPEN,
        /** It was set, and is not any more. */
        DELETED
    }

    static LatchState of(GetResult count, GetResult marks) {
        Optional<KeyValue> set = count.first();
        return set.isEmpty()
                ? new LatchState(0, 0, marks.count(), count.revision(), Progress.CLOSED)
                : new LatchState(
                                set.get().createRevision(),
                                number(set.get()),
                                marks.count(),
                                count.revision(),
                                Progress.CLOSED)
                        .judged();
    }

    private static int number(KeyValue kv) {
        String text = kv.valueText();
        int end = text.indexOf(' ');
        try {
            return Integer.parseInt(end < 0 ? text : text.substring(0, end));
        } catch (NumberFormatException e) {
            // Not written by a latch; nobody can count that down.
            return Integer.MAX_VALUE;
        }
    }

    private LatchState judged() {
        return created != 0 && marks >= count ? new LatchState(created, count, marks, revision, Progress.OPEN) : this;
    }

    /** What is left. */
    int left(Supplier<? extends RuntimeException> notSet) {
        if (created == 0) {
            throw notSet.get();
        }
        return (int) Math.max(0, count - marks);
    }

    /** What another read shows, to one who knew this: that it is gone, or another, says that it was deleted. */
    LatchState readAgain(LatchState now) {
        return created == 0 || now.created == created
                ? now
                : new LatchState(created, count, marks, now.revision, Progress.DELETED);
    }

    /** After the changes of a revision. */
    LatchState after(List<WatchEvent> events, Bytes countKey, Bytes marksPrefix) {
        LatchState state = this;
        for (WatchEvent event : events) {
            if (event.key().equals(countKey)) {
                state = event.isPut()
                        ? new LatchState(
                                event.kv().createRevision(),
                                number(event.kv()),
                                state.marks,
                                event.revision(),
                                progress)
                        : new LatchState(created, count, state.marks, event.revision(), Progress.DELETED);
            } else if (event.key().startsWith(marksPrefix)) {
                long change = event.isDelete() ? -1 : event.isCreate() ? 1 : 0;
                state = new LatchState(
                        state.created, state.count, state.marks + change, event.revision(), state.progress);
            }
        }
        return state.progress == Progress.DELETED ? state : state.judged();
    }

    /** How it ended, if it did. */
    Optional<Progress> ended() {
        return progress == Progress.CLOSED ? Optional.empty() : Optional.of(progress);
    }

    @Override
    public String toString() {
        return created == 0 ? "without a count yet" : "with " + Math.max(0, count - marks) + " of " + count + " to go";
    }
}
