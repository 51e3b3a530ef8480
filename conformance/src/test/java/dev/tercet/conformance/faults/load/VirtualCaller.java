package dev.tercet.conformance.faults.load;

import dev.tercet.EtcdClient;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Get;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.lock.HeldLock;
import dev.tercet.recipes.session.Session;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.time.Duration;

/** One of many that call and wait: keys and values, scans, watches, leases and locks, each by its number. */
final class VirtualCaller {
    static final int KINDS = 10;

    private static final Duration TTL = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final EtcdClient etcd;
    private final int number;
    private final String key;

    VirtualCaller(EtcdClient etcd, int number) {
        this.etcd = etcd.withTimeout(PATIENCE);
        this.number = number;
        this.key = "load/virtual/" + number;
    }

    /** Does it once. */
    void call() {
        switch (number % KINDS) {
            case 0, 1, 2 -> etcd.kv().put(key, "v");
            case 3, 4 -> etcd.kv().get(key);
            case 5 ->
                etcd.kv().txn(Txn.when(Compare.exists(key)).then(Get.of(key)).orElse(Put.of(key, "v")));
            case 6 -> watch();
            case 7 -> etcd.leases().keep(TTL).revoke();
            case 8 -> lock();
            default ->
                etcd.kv().scan(Get.prefix("load/virtual/1")).withPageSize(50).forEach(any -> {});
        }
    }

    private void watch() {
        try (Watch watch = etcd.watches().open(WatchRequest.of(key))) {
            etcd.kv().put(key, "v");
            for (WatchSignal signal : watch) {
                if (signal instanceof WatchSignal.Change) {
                    return;
                }
            }
        }
    }

    /** One name for every ten, so that they wait for each other. */
    private void lock() {
        try (Session session = Recipes.of(etcd).openSession(TTL);
                HeldLock held =
                        session.lock("load/virtual/lock/" + number / 100).acquire(PATIENCE)) {
            etcd.kv().put(key, held.name().toString());
        }
    }
}
