package dev.tercet.conformance.faults.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.testkit.etcd.EtcdBinaries;
import dev.tercet.testkit.etcd.WhenUnavailable;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The short form of {@code ./faults}: all kinds of work under all kinds of faults, on three members of the newest etcd. */
class FaultsTest {
    /** With this one every kind of fault comes in the short time. */
    static final long SEED = 20_261_771;

    static final Duration SHORT = Duration.ofSeconds(48);
    private static final Duration TIME = Boolean.getBoolean("tercet.long") ? Duration.ofMinutes(5) : SHORT;

    @Test
    void nothingIsFoundWhileThingsFail() throws Exception {
        Assumptions.assumeFalse("none".equals(System.getProperty("tercet.etcd.versions")), "real etcds are not wanted");
        WhenUnavailable.fromEnvironment().obtain(() -> EtcdBinaries.find("newest"));
        long seed = Long.getLong("tercet.seed", SEED);
        Path folder = Files.createDirectories(Path.of("target", "faults"));
        System.out.println("the seed of the faults: " + seed + "; the report: " + folder.toAbsolutePath());
        System.out.println("again: " + Again.seed(Scenarios.MIXED.name(), Optional.of("newest"), TIME, seed));
        Path log = folder.resolve("client.log");
        Findings findings = logged(log, () -> {
            // Nobody waits here for ten minutes more.
            return Scenarios.MIXED.once(new Plan(seed, TIME, "newest", folder));
        });
        System.out.println(findings.counts());
        Files.writeString(folder.resolve("findings.txt"), findings.toString());
        assertThat(new Secrecy(List.of(log)).broken(folder)).isEmpty();
        assertThat(findings.violations()).isEmpty();
        // It is not the client's fault that a machine has no partitions; but somebody ought to know.
        findings.undecided().forEach(System.out::println);
        assertThat(findings.undecided()).allMatch(each -> each.startsWith(Tried.NO_PARTITIONS));
        // All of it was at work, and most of what was to happen to it did.
        Map<String, Long> counts = findings.counts();
        for (String counted : List.of("operations", "faults", "watches", "leases", "locks held")) {
            assertThat(counts.get(counted)).as(counted).isPositive();
        }
        assertThat(counts.get("faults not applied")).isLessThan(counts.get("faults"));
    }

    /** What clients log meanwhile goes into a file too. */
    private static Findings logged(Path file, Callable<Findings> run) throws Exception {
        PrintStream before = System.err;
        try (PrintStream log = new PrintStream(Files.newOutputStream(file), true, StandardCharsets.UTF_8)) {
            System.setErr(new PrintStream(new Both(before, log), true, StandardCharsets.UTF_8));
            return run.call();
        } finally {
            System.setErr(before);
        }
    }

    /** Writes to two streams. */
    private static final class Both extends OutputStream {
        private final PrintStream one;
        private final PrintStream other;

        Both(PrintStream one, PrintStream other) {
            this.one = one;
            this.other = other;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            one.write(bytes, offset, length);
            other.write(bytes, offset, length);
        }

        @Override
        public void flush() {
            one.flush();
            other.flush();
        }
    }
}
