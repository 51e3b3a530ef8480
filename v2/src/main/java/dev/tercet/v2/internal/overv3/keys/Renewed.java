package dev.tercet.v2.internal.overv3.keys;

import dev.tercet.v2.key.V2Node;
import java.time.Duration;
import java.time.Instant;

/** A node whose lease was renewed. */
final class Renewed {
    private Renewed() {}

    static V2Node node(V2Node before, Duration ttl, Instant now) {
        Life life = Life.of(ttl, now);
        return new V2Node(
                before.key(),
                before.value(),
                before.dir(),
                life.ttl(),
                life.expiration(),
                before.modifiedIndex(),
                before.createdIndex(),
                before.nodes());
    }
}
