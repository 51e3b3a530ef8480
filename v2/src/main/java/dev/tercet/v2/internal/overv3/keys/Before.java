package dev.tercet.v2.internal.overv3.keys;

import dev.tercet.kv.KeyValue;
import dev.tercet.v2.key.V2Node;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What was there before a change. */
final class Before {
    private Before() {}

    /** The node of a scene that has one, whose own lease was looked up. */
    static V2Node node(Scene scene, LeaseBook leases, Instant now) {
        Life life = leases.life(scene.ownLease(), now);
        KeyValue file = scene.file();
        if (file != null) {
            return Nodes.file(scene.path(), file, life);
        }
        KeyValue first = Objects.requireNonNull(scene.own());
        // Without a marker, the first thing in it must do.
        long modified = scene.marker() == null ? first.createRevision() : first.modRevision();
        return Nodes.dir(scene.path(), life, modified, first.createRevision(), List.of());
    }
}
