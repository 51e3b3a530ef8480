package dev.tercet.conformance.etcdctl;

import dev.tercet.proto.etcdserverpb.DeleteRangeResponse;
import dev.tercet.proto.etcdserverpb.PutResponse;
import dev.tercet.proto.etcdserverpb.RangeResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Puts, gets and deletes with every flag. */
@ParameterizedClass(name = "etcdctl {0}")
@MethodSource("dev.tercet.conformance.etcdctl.Tools#versions")
record KeysTest(String version) {
    private static final List<String> FORMS = List.of("simple", "json", "fields", "table");

    private static final String LEASE = "lease (\\w+) granted";

    @Test
    void puts() {
        try (Both both = Both.start(version)) {
            both.ok("put", "k", "v");
            both.ok("put", "k", "w", "--prev-kv");
            both.ok("put", "new", "", "--prev-kv");
            both.typed("from standard input\nin lines\n", "put", "typed");
            both.ok("get", "typed");
            both.ok("put", "--", "-key", "-value");
            both.naming("lease", LEASE).ok("lease", "grant", "300");
            both.ok("put", "leased", "v", "--lease={lease}");
            both.ok("put", "leased", "w", "--lease={lease}", "--prev-kv", "-w", "json");
            both.ok("put", "leased", "x", "--ignore-lease");
            both.ok("put", "leased", "--ignore-value", "--lease={lease}");
            both.ok("get", "leased", "-w", "json");
            both.ok("put", "leased", "detached", "-w", "fields", "--prev-kv");
            both.ok("get", "leased", "-w", "fields");
            both.no("put", "absent", "--ignore-value");
            both.no("put", "absent", "v", "--ignore-lease");
            both.no("put", "k", "v", "--ignore-value");
            both.no("put", "k", "v", "--lease=0123");
            both.no("put", "k", "v", "--lease=none");
            both.no("put", "k", "v", "--lease={lease}", "--ignore-lease");
            both.no("put", "", "v");
            both.no("put");
            both.ok("put", "k", "v", "w");
            for (String form : FORMS) {
                both.run("put", "k", form, "--prev-kv", "-w", form);
                both.run("put", "k", form, "-w", form);
            }
            both.no("put", "k", "v", "-w", "none");
            both.ok("put", "a\tb\u00e9", "\u00e9\u20ac");
            both.ok("get", "", "--prefix");
            both.ok("get", "", "--prefix", "--hex");
        }
    }

    @Test
    void gets() {
        try (Both both = Both.start(version)) {
            both.naming("lease", LEASE).ok("lease", "grant", "300");
            both.ok("put", "c", "1");
            both.ok("put", "b", "3");
            both.ok("put", "a/1", "2", "--lease={lease}");
            both.ok("put", "a/2", "2");
            both.ok("put", "b", "4");
            both.ok("put", "a", "9");
            both.ok("put", "gone", "9");
            both.ok("del", "gone");
            both.ok("get", "a");
            both.ok("get", "absent");
            both.ok("get", "gone", "--rev=8");
            both.ok("get", "a/", "--prefix");
            both.ok("get", "", "--prefix");
            both.ok("get", "b", "--from-key");
            both.ok("get", "", "--from-key");
            both.ok("get", "a", "b");
            both.ok("get", "b", "a");
            both.ok("get", "a", "c", "--limit=2");
            both.ok("get", "", "--prefix", "--limit=2", "-w", "json");
            both.ok("get", "", "--prefix", "--limit=0");
            both.ok("get", "a", "--consistency=s");
            both.ok("get", "a", "--consistency=l");
            both.no("get", "a", "--consistency=x");
            for (String target : List.of("CREATE", "KEY", "MODIFY", "VALUE", "VERSION", "key")) {
                for (String order : List.of("ASCEND", "DESCEND")) {
                    both.ok("get", "", "--prefix", "--sort-by=" + target, "--order=" + order);
                }
                both.ok("get", "", "--prefix", "--sort-by=" + target, "--limit=3");
            }
            both.ok("get", "", "--prefix", "--order=DESCEND");
            both.no("get", "", "--prefix", "--sort-by=SIZE");
            both.no("get", "", "--prefix", "--order=UP");
            both.ok("get", "b", "--rev=3");
            both.ok("get", "", "--prefix", "--rev=4");
            both.no("get", "b", "--rev=1000");
            both.ok("get", "", "--prefix", "--keys-only");
            both.ok("get", "", "--prefix", "--print-value-only");
            both.run("get", "", "--prefix", "--keys-only", "--print-value-only");
            both.run("get", "", "--prefix", "--count-only");
            both.run("get", "", "--prefix", "--count-only", "-w", "fields");
            both.run("get", "", "--prefix", "--count-only", "-w", "json");
            both.run("get", "", "--prefix", "--count-only", "--keys-only");
            both.ok("get", "a", "--hex");
            both.ok("get", "a/1", "--hex", "-w", "json");
            for (String form : FORMS) {
                both.run("get", "", "--prefix", "-w", form);
                both.run("get", "absent", "-w", form);
            }
            both.no("get", "a", "b", "--prefix");
            both.no("get", "a", "b", "--from-key");
            both.no("get", "a", "--prefix", "--from-key");
            both.no("get");
            both.no("get", "a", "--print-value-only", "-w", "json");
            both.no("get", "");
        }
    }

    /** Flags that only the newest has, which the others refuse in the same words. */
    @Test
    void getsAsTheNewestCan() {
        try (Both both = Both.start(version)) {
            for (int i = 0; i < 6; i++) {
                both.ok("put", "k" + i % 4, "v" + i);
            }
            both.run("get", "", "--prefix", "--min-mod-rev=4");
            both.run("get", "", "--prefix", "--max-mod-rev=5", "-w", "json");
            both.run("get", "", "--prefix", "--min-create-rev=3", "--max-create-rev=4");
            both.run("get", "", "--prefix", "--stream");
            both.run("get", "", "--prefix", "--stream", "-w", "json");
            both.run("get", "", "--prefix", "--stream", "--limit=2", "--keys-only");
            both.run("get", "", "--prefix", "--stream", "--count-only", "-w", "fields");
            both.run("get", "k0", "--stream", "--rev=2");
            both.run("get", "", "--prefix", "--stream", "--sort-by=MODIFY");
            both.run("get", "", "--prefix", "--stream", "--min-mod-rev=4");
        }
    }

    @Test
    void repliesAreTheSameMessages() {
        try (Both both = Both.start(version)) {
            both.ok("put", "k", "v");
            both.message(RangeResponse.parser(), "get", "", "--prefix", "-w", "protobuf");
            both.message(PutResponse.parser(), "put", "k", "w", "--prev-kv", "-w", "protobuf");
            both.message(DeleteRangeResponse.parser(), "del", "k", "--prev-kv", "-w", "protobuf");
        }
    }

    @Test
    void deletes() {
        try (Both both = Both.start(version)) {
            for (String key : List.of("a", "a/1", "a/2", "b", "c", "d", "e")) {
                both.ok("put", key, "v of " + key);
            }
            both.ok("del", "absent");
            both.ok("del", "a");
            both.ok("del", "a");
            both.ok("del", "a/", "--prefix", "--prev-kv");
            both.ok("del", "b", "c", "--prev-kv", "-w", "json");
            both.ok("del", "z", "a");
            both.ok("del", "d", "--from-key", "--prev-kv", "-w", "fields");
            both.run("del", "c", "--prev-kv", "-w", "table");
            both.no("del", "a", "b", "--prefix");
            both.no("del", "a", "b", "--from-key");
            both.no("del", "a", "--prefix", "--from-key");
            both.no("del");
            both.no("del", "");
            both.ok("put", "last", "v");
            both.run("del", "", "--prefix");
            both.run("del", "", "--from-key");
            both.run("del", "last", "--range");
            both.ok("get", "", "--prefix", "-w", "json");
        }
    }
}
