package dev.tercet.v2.internal.overv3.watch;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import dev.tercet.watch.WatchEvent;

/** Changes of the store, shortly. */
final class Events {
    /** The revision at which what is changed was made, and written last, unless said otherwise. */
    static final long BEFORE = 3;

    /** The revision of the changes. */
    static final long NOW = 7;

    private Events() {}

    static KeyValue kv(String key, String value, long created, long modified, long lease) {
        return new KeyValue(Bytes.of(key), Bytes.of(value), created, modified, 1 + modified - created, lease);
    }

    /** A key that was not there before. */
    static WatchEvent made(String key, String value) {
        return new WatchEvent(WatchEvent.Type.PUT, kv(key, value, NOW, NOW, 0), null);
    }

    /** A key that was there. */
    static WatchEvent written(String key, String value, String before) {
        return new WatchEvent(WatchEvent.Type.PUT, kv(key, value, BEFORE, NOW, 0), kv(key, before, BEFORE, BEFORE, 0));
    }

    static WatchEvent deleted(String key, String before) {
        return gone(key, before, 0);
    }

    /** With its lease. */
    static WatchEvent expired(String key, String before) {
        return gone(key, before, 99);
    }

    /** With nothing known of what it was. */
    static WatchEvent deletedBlindly(String key) {
        return new WatchEvent(WatchEvent.Type.DELETE, tombstone(key), null);
    }

    private static WatchEvent gone(String key, String before, long lease) {
        return new WatchEvent(WatchEvent.Type.DELETE, tombstone(key), kv(key, before, BEFORE, BEFORE, lease));
    }

    private static KeyValue tombstone(String key) {
        return new KeyValue(Bytes.of(key), Bytes.EMPTY, 0, NOW, 0, 0);
    }
}
