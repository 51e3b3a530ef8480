package dev.tercet.benchmarks.tercet;

import dev.tercet.AsyncWatches;
import dev.tercet.EtcdClient;
import dev.tercet.benchmarks.BenchClient;
import dev.tercet.benchmarks.Subscriptions;
import dev.tercet.kv.Bytes;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Many watches, and watches whose values matter. */
final class TercetWatches {
    private TercetWatches() {}

    /** A watch of each key, when the server has all of them. */
    static BenchClient.Subscription open(EtcdClient client, byte[][] keys, Consumer<WatchSignal> listener)
            throws Exception {
        AsyncWatches watches = client.async().watches();
        return Subscriptions.open(all -> {
            List<Watch> opened = new ArrayList<>(keys.length);
            for (byte[] key : keys) {
                Watch watch = watches.open(WatchRequest.of(Bytes.wrap(key)), listener);
                all.add(watch::close);
                opened.add(watch);
            }
            for (Watch watch : opened) {
                watch.started().get(20, TimeUnit.SECONDS);
            }
        });
    }

    static void visit(WatchSignal signal, BenchClient.Values values) {
        if (signal instanceof WatchSignal.Change change) {
            for (WatchEvent event : change.events()) {
                values.arrived(event.value().asByteBuffer());
            }
        } else if (signal instanceof WatchSignal.Ended ended) {
            ended.cause().ifPresent(values::failed);
        }
    }
}
