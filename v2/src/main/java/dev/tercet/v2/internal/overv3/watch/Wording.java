package dev.tercet.v2.internal.overv3.watch;

import dev.tercet.kv.KeyValue;
import dev.tercet.lease.LeaseStatus;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Node;
import dev.tercet.v2.watch.V2Event;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Events in the words of the v2 API. */
final class Wording {
    private final InstantSource time;

    /** With a clock, since v2 says when a time to live ends and v3 how long it is. */
    Wording(InstantSource time) {
        this.time = time;
    }

    /**
     * Words it.
     *
     * @param leases what is left of those that keys have for themselves, as far as they are there still
     */
    V2Event event(Told told, Map<Long, LeaseStatus> leases) {
        Optional<Duration> ttl = Optional.ofNullable(leases.get(told.lease()))
                .filter(LeaseStatus::isAlive)
                .map(Wording::left);
        V2Node node = new V2Node(
                told.path(),
                value(told.dir(), told.now()),
                told.dir(),
                ttl,
                ttl.map(left -> time.instant().plus(left)),
                told.revision(),
                told.created(),
                List.of());
        Optional<V2Node> before = Optional.ofNullable(told.before()).map(kv -> before(told, kv));
        return new V2Event.Change(new EtcdResult(told.action(), node, before, false, told.revision(), 0, 0));
    }

    /** The server cuts what is left, and v2 rounds it up. */
    private static Duration left(LeaseStatus lease) {
        Duration up = lease.remaining().plusSeconds(1);
        return up.compareTo(lease.granted()) > 0 ? lease.granted() : up;
    }

    private static V2Node before(Told told, KeyValue kv) {
        return new V2Node(
                told.path(),
                value(told.wasDir(), kv),
                told.wasDir(),
                // What its lease had left then is not on record.
                Optional.empty(),
                Optional.empty(),
                kv.modRevision(),
                kv.createRevision(),
                List.of());
    }

    private static Optional<String> value(boolean dir, @Nullable KeyValue kv) {
        return dir || kv == null ? Optional.empty() : Optional.of(kv.valueText());
    }
}
