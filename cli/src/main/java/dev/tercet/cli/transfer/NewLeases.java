package dev.tercet.cli.transfer;

import dev.tercet.AsyncLeases;
import dev.tercet.lease.LeaseGrant;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A new lease for each old one of a file, granted when it is first needed. Threads: that of the import asks; answers come on others. */
final class NewLeases {
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final AsyncLeases leases;
    private final Map<Long, CompletableFuture<Long>> granted = new HashMap<>();

    NewLeases(AsyncLeases leases) {
        this.leases = leases;
    }

    /** The new ids of the leases of these changes, by the old. */
    CompletableFuture<Map<Long, Long>> of(List<Change> changes) {
        Map<Long, CompletableFuture<Long>> wanted = new HashMap<>();
        for (Change change : changes) {
            Entry entry = change.entry();
            if (entry.lease() != 0) {
                wanted.put(entry.lease(), granted.computeIfAbsent(entry.lease(), old -> grant(entry.remaining())));
            }
        }
        return CompletableFuture.allOf(wanted.values().toArray(new CompletableFuture<?>[0]))
                .thenApply(all -> {
                    Map<Long, Long> ids = new HashMap<>();
                    wanted.forEach((old, id) -> ids.put(old, id.join()));
                    return ids;
                });
    }

    private CompletableFuture<Long> grant(@Nullable Duration remaining) {
        Duration ttl = Objects.requireNonNullElse(remaining, SHORTEST);
        return leases.grant(ttl.compareTo(SHORTEST) < 0 ? SHORTEST : ttl).thenApply(LeaseGrant::id);
    }

    /** How many were asked for. */
    int count() {
        return granted.size();
    }
}
