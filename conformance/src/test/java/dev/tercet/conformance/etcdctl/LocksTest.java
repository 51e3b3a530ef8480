package dev.tercet.conformance.etcdctl;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Locks and elections, with one that waits for another. */
@ParameterizedClass(name = "etcdctl {0}")
@MethodSource("dev.tercet.conformance.etcdctl.Tools#versions")
record LocksTest(String version) {
    private static final String LOCK = "(?m)^l/(\\w+)$";

    @Test
    void locks() {
        try (Both both = Both.start(version)) {
            both.naming("once", "l/(\\w+) ")
                    .ok("lock", "l", "--ttl=60", "--", "sh", "-c", "echo $ETCD_LOCK_KEY $ETCD_LOCK_REV");
            both.naming("failed", "l/(\\w+)")
                    .no("lock", "l", "--ttl=60", "--", "sh", "-c", "echo $ETCD_LOCK_KEY; exit 3");
            both.no("lock");
            both.no("lock", "l", "--ttl=none");
            try (Going first = both.start("lock", "l", "--ttl=60").await("l/");
                    Going second = both.start("lock", "other", "--ttl=60")) {
                first.keep("first", LOCK);
                second.await("other/").keep("second", "other/(\\w+)");
                try (Going waiting = both.start("lock", "l", "--ttl=60")) {
                    both.until(out -> out.split("l/", -1).length == 3, "get", "l/", "--prefix", "--keys-only");
                    first.interrupt();
                    waiting.await("l/").keep("waiting", LOCK);
                    both.ok("get", "l/", "--prefix", "-w", "fields");
                    waiting.interrupt();
                }
                second.interrupt();
            }
            both.ok("get", "", "--prefix");
            both.ok("lease", "list");
            both.no("lock", "l", "no-such-command");
        }
    }

    @Test
    void elections() {
        try (Both both = Both.start(version);
                Going observer = both.start("elect", "-l", "e")) {
            both.run("elect");
            both.run("elect", "e");
            both.run("elect", "-l");
            try (Going first = both.start("elect", "e", "p1")) {
                first.await("p1").keep("first", "e/(\\w+)");
                observer.await("p1");
                try (Going second = both.start("elect", "e", "p2")) {
                    both.until(out -> out.split("e/", -1).length == 3, "get", "e/", "--prefix", "--keys-only");
                    both.ok("put", "e/{first}", "proclaimed");
                    observer.await("proclaimed");
                    first.interrupt();
                    second.await("p2").keep("second", "e/(\\w+)");
                    observer.await("p2");
                    both.ok("get", "e/", "--prefix");
                    second.interrupt();
                }
            }
            both.ok("get", "", "--prefix");
            observer.interrupt();
        }
    }
}
