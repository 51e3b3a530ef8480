package dev.tercet.recipes.internal.queue;

import dev.tercet.kv.Bytes;
import dev.tercet.recipes.internal.ground.Ground;
import dev.tercet.recipes.queue.WorkItem;
import dev.tercet.recipes.queue.Worker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A worker on a session. */
public final class ClaimingWorker implements Worker {
    private final Ground ground;
    private final QueueKeys keys;
    private final int attempts;
    private final TakeRunner<Chance, Claim> takers;

    /** A worker at the queue of this name, which gives items up after so many attempts. */
    public ClaimingWorker(Ground ground, Bytes name, int attempts) {
        this.ground = ground;
        this.keys = new QueueKeys(name);
        this.attempts = attempts;
        this.takers = new TakeRunner<>(ground.etcd(), new WorkStock(ground, keys, attempts));
        ground.onOver(takers::over);
    }

    @Override
    public CompletableFuture<WorkItem> takeAsync() {
        return takers.take(this::item);
    }

    @Override
    public CompletableFuture<Optional<WorkItem>> pollAsync() {
        return takers.poll(this::item);
    }

    @Override
    public CompletableFuture<Optional<WorkItem>> pollAsync(Duration atMost) {
        return takers.poll(atMost, this::item);
    }

    private WorkItem item(Claim claim) {
        return new ClaimedItem(ground, keys, attempts, claim);
    }

    @Override
    public String toString() {
        return "worker at " + keys.name();
    }
}
