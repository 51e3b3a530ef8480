package dev.tercet.v2.internal.lock;

import dev.tercet.explore.Moves;
import java.util.Map;
import java.util.TreeMap;

/** A server's queue, of which we see what we are told. */
final class ClaimedQueue {
    static final String ME = "me";
    private static final String OTHER = "other";

    private final Map<Long, Entry> entries = new TreeMap<>();
    /** When each was deleted, or ran out. */
    private final Map<String, Long> deletions = new TreeMap<>();

    /** What has our text, and whether it was ours at any time. */
    private final Map<String, Boolean> ours = new TreeMap<>();

    private long index = 10;
    private int puts;
    private int others;
    private boolean late;

    void moves(Moves may) {
        may.happenIf(others < 1, "another comes", () -> {
            others++;
            add(OTHER);
        });
        for (Entry entry : entries.values()) {
            may.happen("ends " + entry.key(), () -> delete(entry.key()));
        }
        may.happenIf(late, "arrives late", this::putLate);
    }

    private Entry add(String text) {
        index++;
        Entry entry = new Entry("/q/" + index, text, index, index);
        entries.put(index, entry);
        return entry;
    }

    /** An entry of ours. */
    Entry put() {
        puts++;
        Entry entry = add(ME);
        ours.put(entry.key(), true);
        return entry;
    }

    /** One of an earlier claim. */
    void putBefore() {
        ours.put(add(ME).key(), false);
    }

    /** It is ours now. */
    void take(String key) {
        ours.put(key, true);
    }

    void putLater() {
        late = true;
        puts++;
    }

    void putLate() {
        if (late) {
            late = false;
            puts--;
            put();
        }
    }

    int puts() {
        return puts;
    }

    void delete(String key) {
        if (entries.values().removeIf(entry -> entry.key().equals(key))) {
            deletions.put(key, ++index);
        }
    }

    void othersLeave() {
        entries.values().stream()
                .filter(entry -> entry.text().equals(OTHER))
                .toList()
                .forEach(entry -> delete(entry.key()));
    }

    Seen seen() {
        return new Seen(entries.values().stream().toList(), index);
    }

    boolean isOurs(String key) {
        return ours.containsKey(key);
    }

    boolean isOursGone() {
        return !late && entries.values().stream().noneMatch(entry -> ours.getOrDefault(entry.key(), false));
    }

    /** Whether nobody is before it any more, be it there itself or not. */
    boolean wasFirst(Entry entry) {
        return entries.values().stream().noneMatch(other -> other.createdIndex() < entry.createdIndex());
    }

    boolean isDeletedSince(String key, long from) {
        Long at = deletions.get(key);
        return at != null && at >= from;
    }
}
