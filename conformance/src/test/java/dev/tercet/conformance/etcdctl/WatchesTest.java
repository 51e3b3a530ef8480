package dev.tercet.conformance.etcdctl;

import dev.tercet.testkit.etcd.EtcdBinaries;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Watches, which go on until they are ended. */
@ParameterizedClass(name = "etcdctl {0}")
@MethodSource("dev.tercet.conformance.etcdctl.Tools#versions")
record WatchesTest(String version) {
    @Test
    void history() {
        try (Both both = Both.start(version)) {
            both.ok("put", "k", "1");
            both.ok("put", "k", "2");
            both.ok("put", "k/1", "3");
            both.ok("put", "l", "4");
            both.ok("del", "k");
            both.ok("put", "k", "5");
            watch(both, "5", "watch", "k", "--rev=1");
            watch(both, "5", "watch", "k", "--rev=3", "--prev-kv");
            watch(both, "5", "watch", "k", "--prefix", "--rev=2", "--prev-kv");
            watch(both, "5", "watch", "", "--prefix", "--rev=1");
            watch(both, "5", "watch", "k", "z", "--rev=2");
            watch(both, "\"mod_revision\":7", "watch", "k", "--rev=2", "--prev-kv", "-w", "json");
            try (Going watch = both.start("watch", "k", "--rev=2", "-w", "fields")) {
                watch.await("\"Lease\"", 4).interrupt();
            }
            both.ok("put", "k", "last");
            watch(
                    both,
                    "\"last\"",
                    "watch",
                    "k",
                    "--rev=2",
                    "--",
                    "sh",
                    "-c",
                    "echo $ETCD_WATCH_REVISION $ETCD_WATCH_EVENT_TYPE " + "$ETCD_WATCH_KEY $ETCD_WATCH_VALUE");
            both.ok("compaction", "7");
            both.run("watch", "k", "--rev=3");
            both.run("watch", "k", "z", "--prefix");
            both.run("watch");
        }
    }

    private static void watch(Both both, String last, String... args) {
        try (Going watch = both.start(args)) {
            watch.await(last).interrupt();
        }
    }

    @Test
    void live() {
        try (Both both = Both.start(version);
                Going key = both.start("watch", "k");
                Going prefix = both.start("watch", "k", "--prefix", "--prev-kv");
                Going range = both.start("watch", "a", "c", "-w", "json");
                Going future = both.start("watch", "k", "--rev=4");
                Going all = both.start("watch", "", "--prefix")) {
            both.untilWatches(5);
            both.naming("lease", "lease (\\w+) granted").ok("lease", "grant", "300");
            both.ok("put", "k", "1");
            both.ok("put", "k", "2", "--lease={lease}");
            both.ok("put", "b", "3");
            both.ok("put", "k/1", "4", "--lease={lease}");
            both.typed("\nput k 5\nput k/2 6\nput b 7\n\n\n", "txn");
            both.ok("lease", "revoke", "{lease}");
            both.ok("del", "", "--prefix");
            both.ok("put", "k", "last");
            both.ok("put", "b", "last");
            key.await("last").interrupt();
            prefix.await("last").interrupt();
            range.await("bGFzdA==").interrupt();
            future.await("last").interrupt();
            all.await("b\nlast").interrupt();
            both.untilWatches(0);
        }
    }

    @Test
    void typed() {
        try (Both both = Both.start(version);
                Going watch = both.start("watch", "-i")) {
            watch.type("watch k\n").type("watch l m --prev-kv\n");
            both.untilWatches(2);
            both.ok("put", "l1", "1");
            watch.await("l1");
            both.ok("put", "k", "2");
            watch.await("k\n2");
            watch.type("progress\n").await("progress notify: 3");
            watch.type("nonsense\n").end();
        }
    }

    @Test
    void progress() {
        try (Both both = Both.start(version)) {
            both.ok("put", "k", "1");
            try (Going watch = both.start("watch", "k", "--rev=2", "--progress-notify")) {
                if (EtcdBinaries.find(version).version().atLeast(3, 5)) {
                    watch.await("progress notify: 2", 2).stop();
                }
                // How often until then is a race.
                watch.end(out -> out.lines().distinct().collect(Collectors.joining("\n")));
            }
        }
    }
}
