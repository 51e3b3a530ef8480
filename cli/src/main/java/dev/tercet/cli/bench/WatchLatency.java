package dev.tercet.cli.bench;

import dev.tercet.AsyncEtcdClient;
import dev.tercet.cli.run.Waiting;
import dev.tercet.kv.Bytes;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Puts, each until a watch has told of it: every one that is under way has a key and a watch of its own. */
final class WatchLatency implements Work {
    private record Awaited(Bytes value, CompletableFuture<Bytes> seen) {}

    private final BenchOptions options;
    private final List<AsyncEtcdClient> clients;
    private final AtomicReferenceArray<@Nullable Awaited> awaited;
    private final List<Watch> watches;
    private final Bytes tail;

    WatchLatency(BenchOptions options, List<AsyncEtcdClient> clients) {
        this.options = options;
        this.clients = clients;
        this.tail = options.value();
        this.awaited = new AtomicReferenceArray<>(options.clients());
        this.watches =
                IntStream.range(0, options.clients()).mapToObj(this::watch).toList();
        watches.forEach(watch -> Waiting.on(watch.started()));
    }

    private AsyncEtcdClient client(int slot) {
        return clients.get(slot % clients.size());
    }

    private Bytes key(int slot) {
        return options.prefix().plus(Bytes.of("watched/" + slot));
    }

    private Watch watch(int slot) {
        return client(slot).watches().open(WatchRequest.of(key(slot)), signal -> told(slot, signal));
    }

    private void told(int slot, WatchSignal signal) {
        Awaited now = awaited.get(slot);
        if (now == null) {
            return;
        }
        if (signal instanceof WatchSignal.Change change) {
            change.events().stream()
                    .filter(event -> event.value().equals(now.value()))
                    .forEach(event -> now.seen().complete(event.value()));
        } else if (signal instanceof WatchSignal.Ended ended) {
            now.seen()
                    .completeExceptionally(
                            ended.cause().<Throwable>map(cause -> cause).orElseGet(IllegalStateException::new));
        }
    }

    /** Values differ, so that nobody takes one event for another. */
    @Override
    public CompletableFuture<?> once(int slot, long number) {
        Awaited now = new Awaited(Bytes.of(number + " ").plus(tail), new CompletableFuture<>());
        awaited.set(slot, now);
        // A put that fails is told of by no event.
        client(slot).kv().put(key(slot), now.value()).whenComplete((done, failure) -> {
            if (failure != null) {
                now.seen().completeExceptionally(failure);
            }
        });
        return now.seen();
    }

    @Override
    public void close() {
        watches.forEach(Watch::close);
    }
}
