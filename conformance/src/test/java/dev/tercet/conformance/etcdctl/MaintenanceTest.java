package dev.tercet.conformance.etcdctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Compaction, alarms, defragmentation, snapshots, mirrors. */
@ParameterizedClass(name = "etcdctl {0}")
@MethodSource("dev.tercet.conformance.etcdctl.Tools#versions")
record MaintenanceTest(String version) {
    private static final List<String> FORMS = List.of("simple", "json", "fields", "table");

    @Test
    void compaction() {
        try (Both both = Both.start(version)) {
            for (int i = 0; i < 6; i++) {
                both.ok("put", "k", "v" + i);
            }
            both.ok("compaction", "3");
            both.ok("compaction", "5", "--physical");
            both.no("compaction", "5");
            both.no("compaction", "4");
            both.no("compaction", "1000");
            both.no("compaction", "none");
            both.no("compaction");
            both.no("get", "k", "--rev=4");
            both.ok("get", "k", "--rev=5");
            both.ok("defrag");
            both.ok("get", "k", "-w", "json");
            both.run("endpoint", "hashkv", "--rev=2");
        }
    }

    @Test
    void alarms() {
        try (Both both = Both.start(version, 1 << 20)) {
            both.ok("alarm", "list");
            both.ok("alarm", "disarm");
            both.typed("x".repeat(600_000), "put", "large");
            // A real one counts what it has written to its file, a moment later.
            both.until(out -> out.matches("(?s).*\"dbSize\":\\d{6}.*"), "endpoint", "status", "-w", "json");
            both.typed("x".repeat(600_000), "put", "large");
            both.no("put", "small", "v");
            for (String form : FORMS) {
                both.run("alarm", "list", "-w", form);
            }
            both.run("endpoint", "health");
            both.ok("get", "small");
            both.ok("del", "large");
            both.ok("alarm", "disarm");
            both.ok("alarm", "list");
        }
    }

    /** What is in them is each server's own; that they come whole, and are written, is not. */
    @Test
    void snapshots(@TempDir Path folder) {
        Path ofReal = folder.resolve("real.db");
        Path ofEmbedded = folder.resolve("embedded.db");
        try (Both both = Both.start(version)) {
            both.except("\"took\":[0-9.]+", "\"took\":{time}");
            both.except("\"size\":\"[^\"]*\"", "\"size\":{size}");
            // A real one writes it down seconds after its start.
            both.except("\"etcd-version\":\"[0-9.]*\"|(?m)^Server version .*\\n", "");
            both.give("file", ofReal.toString(), ofEmbedded.toString());
            both.ok("put", "k", "v");
            both.typed("more than one message takes ".repeat(40_000), "put", "large");
            both.ok("snapshot", "save", "{file}");
            both.no("snapshot", "save");
            both.apart(
                    (real, embedded) -> {
                        // Newer tools have no such command. Older ones open the file as a database, which an embedded
                        // one's is not.
                        boolean known = real.out().matches("(?s)[0-9a-f]+, .*");
                        assertThat(embedded.out()).isEqualTo(known ? "" : real.out());
                        assertThat(embedded.err()).contains(known ? "Error: invalid database" : real.err());
                    },
                    "snapshot",
                    "status",
                    "{file}");
            both.run("snapshot", "status", folder.resolve("none").toString());
        }
        assertThat(ofReal.toFile()).exists();
        assertThat(ofEmbedded.toFile().length()).isGreaterThan(1_000_000);
    }

    @Test
    void downgrades() {
        try (Both both = Both.start(version)) {
            both.run("downgrade", "validate", "3.6");
            both.run("downgrade", "validate", "3.7");
            both.run("downgrade", "validate", "3.5");
            both.run("downgrade", "validate", "3");
            both.run("downgrade", "validate");
            both.run("downgrade", "cancel");
            both.run("downgrade", "enable", "3.6");
            both.run("downgrade", "enable", "3.6");
            both.run("downgrade", "cancel");
        }
    }

    @Test
    void mirrors() {
        try (Both both = Both.start(version);
                Both mirrors = Both.start(version)) {
            both.give(
                    "mirror",
                    mirrors.endpoints().get(0).substring(7),
                    mirrors.endpoints().get(1).substring(7));
            both.ok("put", "a/1", "before");
            both.ok("put", "b/1", "not asked for");
            try (Going mirror = both.start("make-mirror", "{mirror}", "--prefix=a/", "--dest-prefix=m/")) {
                mirrors.until(out -> out.contains("before"), "get", "m/", "--prefix");
                both.untilWatches(1);
                both.ok("put", "a/2", "after");
                both.ok("put", "a/1", "changed");
                both.typed("\nput a/3 in\nput a/4 one\ndel a/2\n\n\n", "txn");
                mirrors.until(out -> out.contains("one"), "get", "m/", "--prefix");
                mirrors.run("get", "", "--prefix");
                mirror.interrupt();
            }
        }
    }
}
