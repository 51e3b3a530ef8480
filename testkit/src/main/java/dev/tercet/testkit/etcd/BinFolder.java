package dev.tercet.testkit.etcd;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A folder that may hold an {@code etcd} with its {@code etcdctl}. */
record BinFolder(Path path) {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
    private static final String VERSION_PREFIX = "etcd Version:";

    private Path etcd() {
        return path.resolve("etcd");
    }

    private Path etcdctl() {
        return path.resolve("etcdctl");
    }

    boolean hasEtcd() {
        return runs(etcd());
    }

    boolean hasBoth() {
        return hasEtcd() && runs(etcdctl());
    }

    private static boolean runs(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }

    /** The binaries with the version that {@code etcd} tells of itself. */
    Finding look() {
        if (!hasBoth()) {
            return Finding.nothing("has no " + (hasEtcd() ? "etcdctl beside its etcd" : "etcd"));
        }
        CommandResult said;
        try {
            said = Command.run(List.of(etcd().toString(), "--version"), Map.of(), ANSWER_LIMIT);
        } catch (UncheckedIOException | IllegalStateException e) {
            return Finding.nothing("has an etcd that does not run: " + e.getMessage());
        }
        if (said.exitCode() != 0) {
            return Finding.nothing("has an etcd that does not run");
        }
        String first = said.stdout().lines().findFirst().orElse("");
        try {
            EtcdVersion version = EtcdVersion.parse(first.replaceFirst("^" + VERSION_PREFIX, ""));
            return Finding.of(new EtcdBinaries(version, etcd(), etcdctl()));
        } catch (IllegalArgumentException e) {
            return Finding.nothing("has an etcd that does not say its version, but \"" + first + "\"");
        }
    }
}
