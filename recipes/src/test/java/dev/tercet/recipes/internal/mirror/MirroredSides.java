package dev.tercet.recipes.internal.mirror;

import static dev.tercet.explore.World.must;

import dev.tercet.explore.Moves;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import dev.tercet.watch.WatchEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A source that is written to and compacted, and a destination with its checkpoint. */
final class MirroredSides {
    /** How the destination was found. */
    enum Before {
        NOTHING,
        A_COPY,
        HALF_A_REVISION,
        HALF_A_COPY,
        ANOTHER_CLUSTERS,
        OF_A_FUTURE
    }

    static final long CLUSTER = 1;
    static final long FIRST = 10;
    /** What fits into a transaction. */
    static final int MOST = 2;

    private static final int MOST_WRITES = 4;

    private final Map<String, Long> destination = new TreeMap<>();
    private @Nullable Checkpoint checkpoint;
    private @Nullable Batch last;
    private long revision = FIRST;
    private long compacted;

    MirroredSides(Before before) {
        switch (before) {
            case NOTHING -> {}
            case A_COPY -> found(content(FIRST - 1), at(CLUSTER, FIRST - 1, 0, true));
            case HALF_A_REVISION -> {
                Map<String, Long> half = content(FIRST - 1);
                play(events(FIRST).subList(0, 1), half);
                found(half, at(CLUSTER, FIRST - 1, 1, true));
            }
            case HALF_A_COPY -> found(Map.of("junk", 1L), at(CLUSTER, FIRST - 1, 0, false));
            case ANOTHER_CLUSTERS -> found(Map.of("junk", 1L), at(CLUSTER + 1, FIRST - 1, 0, true));
            case OF_A_FUTURE -> found(Map.of("junk", 1L), at(CLUSTER, FIRST + 10, 0, true));
        }
    }

    private static Checkpoint at(long cluster, long revision, int done, boolean complete) {
        return new Checkpoint(cluster, revision, done, complete, false, "before", 1);
    }

    private void found(Map<String, Long> content, Checkpoint its) {
        destination.putAll(content);
        checkpoint = its;
    }

    void moves(Moves may) {
        may.happenIf(revision < FIRST + MOST_WRITES, "write", () -> revision++);
        may.happenIf(compacted == 0, "compact", () -> compacted = revision);
    }

    long revision() {
        return revision;
    }

    /** What is at this revision or before can be watched no more. */
    long compacted() {
        return compacted;
    }

    @Nullable
    Checkpoint checkpoint() {
        return checkpoint;
    }

    /** Of two revisions the first has three keys, which do not fit, and the second deletes one; every fifth is about others. */
    List<WatchEvent> events(long at) {
        List<WatchEvent> all = new ArrayList<>();
        if (at % 5 == 3) {
            return all;
        }
        boolean put = at % 2 == 0;
        for (int each = 0; each < (put ? 3 : 1); each++) {
            Bytes key = Bytes.of("k" + (at / 2 + each) % 4);
            KeyValue kv = new KeyValue(key, Bytes.EMPTY, put ? at : 0, at, put ? 1 : 0, 0);
            all.add(new WatchEvent(put ? WatchEvent.Type.PUT : WatchEvent.Type.DELETE, kv, null));
        }
        return all;
    }

    private static void play(List<WatchEvent> events, Map<String, Long> content) {
        for (WatchEvent event : events) {
            if (event.isPut()) {
                content.put(event.keyText(), event.revision());
            } else {
                content.remove(event.keyText());
            }
        }
    }

    private Map<String, Long> content(long at) {
        Map<String, Long> content = new TreeMap<>();
        for (long each = 1; each <= at; each++) {
            play(events(each), content);
        }
        return content;
    }

    void claim(Checkpoint claimed) {
        checkpoint = claimed;
        last = null;
        mustBeTrue();
    }

    void copy(long at) {
        must(checkpoint != null && !checkpoint.complete(), "copies over what it goes on with");
        destination.clear();
        destination.putAll(content(at));
        checkpoint = at(CLUSTER, at, 0, true);
    }

    void copyHalf() {
        destination.put("half", revision);
    }

    /** Once only, however often it is sent. */
    void apply(Batch batch) {
        if (batch == last) {
            return;
        }
        last = batch;
        Set<Bytes> keys = new HashSet<>();
        batch.events().forEach(event -> must(keys.add(event.key()), "a key twice"));
        must(batch.events().size() <= MOST, "more than fits");
        play(batch.events(), destination);
        checkpoint = checkpoint.at(batch.after());
        mustBeTrue();
    }

    private void mustBeTrue() {
        if (checkpoint == null || !checkpoint.complete()) {
            return;
        }
        Map<String, Long> said = content(checkpoint.revision());
        long next = checkpoint.revision() + 1;
        while (checkpoint.done() > 0 && events(next).isEmpty()) {
            next++;
        }
        play(events(next).subList(0, checkpoint.done()), said);
        must(destination.equals(said), "has ", destination, ", and says ", checkpoint);
    }

    void mustShow(long at) {
        must(destination.equals(content(at)), "has ", destination, " and not what was there at ", at);
    }

    /** Up to there all is there; of what follows there may be a part. */
    void mustHaveCome(long at) {
        must(checkpoint != null && checkpoint.complete() && checkpoint.revision() >= at, "is not at ", at);
    }
}
