package dev.tercet.conformance.recipes;

import static org.awaitility.Awaitility.await;

import dev.tercet.testkit.contract.ContractTarget;
import dev.tercet.testkit.etcd.EtcdBinaries;
import dev.tercet.testkit.etcd.WhenUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An {@code etcdctl} that goes on until it is ended.
 *
 * @param process it
 * @param out where it writes
 */
record Elector(Process process, Path out) implements AutoCloseable {
    static Elector start(ContractTarget target, String... args) throws IOException {
        EtcdBinaries tool = WhenUnavailable.fromEnvironment().obtain(() -> EtcdBinaries.find("newest"));
        List<String> command = new ArrayList<>(List.of("--endpoints=" + String.join(",", target.sharedEndpoints())));
        command.addAll(List.of(args));
        Path out = Files.createTempFile("tercet", ".out");
        return new Elector(tool.startEtcdctl(command, out, out), out);
    }

    /** Waits until it has written this. */
    void says(String text) {
        await("etcdctl says " + text).atMost(Duration.ofSeconds(20)).until(() -> said().contains(text));
    }

    String said() {
        try {
            return Files.readString(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as a user would. */
    void interrupt() {
        process.destroy();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(out);
    }
}
