package dev.tercet.recipes.cache;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a listener is told, and makes the content of it. */
final class Recorder implements CacheListener {
    private final List<CacheUpdate> updates = new CopyOnWriteArrayList<>();
    private final List<CacheState> states = new CopyOnWriteArrayList<>();

    @Override
    public void updated(CacheUpdate update) {
        updates.add(update);
    }

    @Override
    public void stateChanged(CacheState state) {
        states.add(state);
    }

    List<CacheUpdate> updates() {
        return updates;
    }

    List<CacheState> states() {
        return states;
    }

    /** All updates applied, one after another; each event must begin where the one before it ended. */
    List<KeyValue> replay() {
        Map<Bytes, KeyValue> content = new TreeMap<>();
        for (CacheUpdate update : updates) {
            for (CacheEvent event : update.events()) {
                KeyValue before = event.isDelete()
                        ? content.remove(event.key())
                        : content.put(event.key(), event.after().orElseThrow());
                if (!event.before().equals(Optional.ofNullable(before))) {
                    throw new AssertionError("not from where it was: " + event + " on " + before);
                }
            }
        }
        return List.copyOf(content.values());
    }
}
