package dev.tercet.cli.bench;

import dev.tercet.AsyncEtcdClient;
import dev.tercet.cli.run.Waiting;
import dev.tercet.lease.LeaseGrant;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Renews leases, one for each that is under way. */
final class LeaseRenewals implements Work {
    /** If we are killed, they end by themselves. */
    private static final Duration TTL = Duration.ofMinutes(1);

    private final List<AsyncEtcdClient> clients;
    private final List<Long> leases;

    LeaseRenewals(int slots, List<AsyncEtcdClient> clients) {
        this.clients = clients;
        List<CompletableFuture<LeaseGrant>> grants = IntStream.range(0, slots)
                .mapToObj(slot -> client(slot).leases().grant(TTL))
                .toList();
        this.leases = grants.stream().map(grant -> Waiting.on(grant).id()).toList();
    }

    private AsyncEtcdClient client(int slot) {
        return clients.get(slot % clients.size());
    }

    @Override
    public CompletableFuture<?> once(int slot, long number) {
        return client(slot).leases().keepAliveOnce(leases.get(slot));
    }

    @Override
    public void close() {
        List<CompletableFuture<?>> revocations = IntStream.range(0, leases.size())
                .<CompletableFuture<?>>mapToObj(slot -> client(slot).leases().revoke(leases.get(slot)))
                .toList();
        revocations.forEach(Waiting::on);
    }
}
