package dev.tercet.conformance.etcdctl;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Leases. */
@ParameterizedClass(name = "etcdctl {0}")
@MethodSource("dev.tercet.conformance.etcdctl.Tools#versions")
record LeasesTest(String version) {
    private static final String LEASE = "lease (\\w+) granted";

    @Test
    void leases() {
        try (Both both = Both.start(version)) {
            // Asked a moment apart, they may be a second further.
            both.except("remaining\\(29\\d(s?)\\)", "remaining(~$1)");
            both.except("\"ttl\":29\\d", "\"ttl\":~");
            both.except("\"TTL\" : 29\\d", "\"TTL\" : ~");
            both.ok("lease", "list");
            both.naming("lease", LEASE).ok("lease", "grant", "300");
            both.ok("put", "k2", "v", "--lease={lease}");
            both.ok("put", "k1", "v", "--lease={lease}");
            // In no order.
            both.except("keys\\(\\[k2 k1]\\)", "keys([k1 k2])");
            both.ok("lease", "timetolive", "{lease}", "--keys");
            both.ok("del", "k2");
            for (String form : List.of("simple", "json", "fields", "table")) {
                both.run("lease", "list", "-w", form);
                both.run("lease", "timetolive", "{lease}", "-w", form);
                both.run("lease", "timetolive", "{lease}", "--keys", "-w", form);
                both.run("lease", "timetolive", "0123", "--keys", "-w", form);
                both.run("lease", "keep-alive", "--once", "{lease}", "-w", form);
            }
            both.ok("lease", "revoke", "{lease}");
            both.ok("get", "k", "--prefix");
            both.no("lease", "revoke", "{lease}");
            both.run("lease", "timetolive", "{lease}");
            both.run("lease", "keep-alive", "--once", "{lease}");
            both.run("lease", "keep-alive", "{lease}");
            both.naming("least", LEASE).ok("lease", "grant", "0");
            both.no("lease", "grant", "-5");
            both.naming("negative", LEASE).ok("lease", "grant", "--", "-5");
            both.no("lease", "grant", "9000000001");
            both.no("lease", "grant", "many");
            both.no("lease", "grant");
            both.no("lease", "revoke", "none");
            both.naming("second", LEASE).ok("lease", "grant", "9000000000");
            both.ok("lease", "revoke", "{second}", "-w", "json");
            both.naming("third", "\"ID\":(\\d+)").ok("lease", "grant", "100", "-w", "json");
            both.naming("fourth", "\"ID\" : (\\d+)").ok("lease", "grant", "100", "-w", "fields");
        }
    }

    @Test
    void expiry() {
        try (Both both = Both.start(version)) {
            both.naming("lease", LEASE).ok("lease", "grant", "2");
            both.run("put", "k", "v", "--lease={lease}");
            both.until(String::isEmpty, "get", "k");
            both.run("get", "k", "-w", "json");
            both.run("lease", "timetolive", "{lease}");
            both.run("lease", "list");
        }
    }

    @Test
    void keepAlive() {
        try (Both both = Both.start(version)) {
            both.naming("lease", LEASE).ok("lease", "grant", "3");
            try (Going going = both.start("lease", "keep-alive", "{lease}")) {
                going.await("keepalived", 2);
                both.ok("lease", "revoke", "{lease}");
                // How often until then is a race.
                going.end(out -> out.lines().distinct().collect(Collectors.joining("\n")));
            }
        }
    }
}
