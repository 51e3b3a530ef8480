package dev.tercet.v2.internal.overv3.keys;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import dev.tercet.v2.internal.overv3.Layout;
import dev.tercet.v2.internal.path.Paths;
import dev.tercet.v2.key.V2Node;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A directory as the keys of the store tell it: what is hidden left out, directories without a marker put in, names in order. */
final class Listing {
    private final Entry root;
    private final long inherited;

    private Listing(Entry root, long inherited) {
        this.root = root;
        this.inherited = inherited;
    }

    /** A key, or a directory with what is in it. */
    private static final class Entry {
        final String path;
        final boolean dir;
        // The key, the marker, or the first key below.
        @Nullable
        KeyValue key;

        boolean marked;
        // As servers sort: by bytes.
        final Map<Bytes, Entry> children = new TreeMap<>();

        Entry(String path, boolean dir, @Nullable KeyValue key) {
            this.path = path;
            this.dir = dir;
            this.key = key;
        }

        long lease(long inherited) {
            return (dir && !marked) || key == null ? inherited : key.lease();
        }
    }

    /** Of what is at and below a scene's path, in the order of keys. */
    static Listing of(Scene scene, List<KeyValue> kvs, boolean recursive) {
        Entry root = new Entry(scene.path(), true, kvs.isEmpty() ? null : kvs.get(0));
        for (KeyValue key : kvs) {
            Layout.place(key.key()).ifPresent(place -> {
                if (place.path().equals(root.path)) {
                    root.marked = true;
                } else if (!Paths.isHiddenBelow(root.path, place.path())) {
                    add(root, place, key, recursive);
                }
            });
        }
        return new Listing(root, scene.inherited());
    }

    private static void add(Entry root, Layout.Place place, KeyValue key, boolean recursive) {
        String below = place.path().substring(Layout.marker(root.path).length());
        String[] names = below.split("/");
        Entry at = root;
        for (int i = 0; i < names.length; i++) {
            boolean last = i == names.length - 1;
            boolean dir = !last || place.dir();
            String path = Paths.child(at.path, names[i]);
            Entry entry = at.children.computeIfAbsent(Bytes.of(names[i]), name -> new Entry(path, dir, key));
            if (!entry.dir) {
                // A key hides what is below it.
                return;
            }
            if (last) {
                entry.marked = true;
            } else if (!recursive) {
                return;
            }
            at = entry;
        }
    }

    /** The leases that {@link #node} needs to know. */
    Set<Long> leases() {
        Set<Long> leases = new TreeSet<>();
        collect(root, inherited, leases);
        return leases;
    }

    private static void collect(Entry entry, long inherited, Set<Long> leases) {
        long lease = entry.lease(inherited);
        if (lease != inherited) {
            leases.add(lease);
        }
        entry.children.values().forEach(child -> collect(child, lease, leases));
    }

    /** The directory, with its leases known. */
    V2Node node(LeaseBook leases, Instant now) {
        return node(root, inherited, leases, now);
    }

    private static V2Node node(Entry entry, long inherited, LeaseBook leases, Instant now) {
        long lease = entry.lease(inherited);
        Life life = lease == inherited || lease == 0 ? Life.LONG : Life.of(leases.status(lease), now);
        KeyValue key = entry.key;
        if (!entry.dir && key != null) {
            return Nodes.file(entry.path, key, life);
        }
        List<V2Node> nodes = new ArrayList<>();
        entry.children.values().forEach(child -> nodes.add(node(child, lease, leases, now)));
        long created = key == null || entry.path.equals(Paths.ROOT) ? 0 : key.createRevision();
        long modified = key != null && entry.marked ? key.modRevision() : created;
        return Nodes.dir(entry.path, life, modified, created, nodes);
    }
}
