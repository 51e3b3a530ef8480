package dev.tercet.gateway;

import dev.tercet.EtcdClient;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.time.Duration;

/** A program that puts, gets and watches; for {@link FootprintTest}. Whatever it misses on its class path ends it with a trace. */
final class OnlyTheGateway {
    private static final String KEY = "footprint";

    private OnlyTheGateway() {}

    /** Takes an endpoint. */
    public static void main(String[] args) {
        try (EtcdClient etcd = EtcdClient.connect(args[0]);
                Watch watch = etcd.watches().open(WatchRequest.of(KEY))) {
            etcd.kv().put(KEY, "put");
            while (!(watch.poll(Duration.ofSeconds(10)).orElseThrow() instanceof WatchSignal.Change)) {
                // State, not data.
            }
            if (!etcd.kv().getString(KEY).orElseThrow().equals("put")) {
                throw new AssertionError("another value");
            }
            etcd.kv().put(KEY, "seen");
        }
    }
}
