package dev.tercet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.testkit.etcd.EtcdBinaries;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.testkit.etcd.SharedEtcd;
import dev.tercet.testkit.etcd.WhenUnavailable;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tour that is ended from outside, as by Ctrl-C, in a JVM of its own. */
class EndedTourTest {
    @TempDir
    private Path temp;

    private Process start(String binaries, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temp,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.tercet.cli.Main",
                "tour"));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(new File(temp.toFile(), "err"));
        builder.environment().remove("ETCD_ENDPOINTS");
        builder.environment().put("TERCET_ETCD_BIN", binaries);
        return builder.start();
    }

    /** Ends it while it waits for a lease to expire, and waits for its end. */
    private static void endAfterStep(int number, Process tour) throws Exception {
        try (BufferedReader out = tour.inputReader()) {
            String line = out.readLine();
            while (line != null && !line.startsWith(number + " ")) {
                line = out.readLine();
            }
            assertThat(line).isNotNull();
            tour.destroy();
            assertThat(tour.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void itsEtcdEndsAndTheFolderGoes() throws Exception {
        EtcdBinaries binaries = WhenUnavailable.fromEnvironment().obtain(() -> EtcdBinaries.find("newest"));
        Process tour = start(String.valueOf(binaries.etcd().getParent()));
        await().until(() -> tour.descendants().findAny().isPresent() || !tour.isAlive());
        ProcessHandle etcd = tour.descendants().findAny().orElseThrow();
        endAfterStep(21, tour);
        assertThat(etcd.isAlive()).isFalse();
        assertThat(temp.toFile().list()).containsExactly("err");
        assertThat(temp.resolve("err")).content().doesNotContain("tour:", "tercet:", "Exception");
    }

    @Test
    void nothingStaysBehindAtACluster() throws Exception {
        RealEtcd etcd = WhenUnavailable.fromEnvironment().obtain(() -> SharedEtcd.of(EtcdSettings.newest()));
        Process tour = start("/nowhere", "--endpoints", etcd.endpoint(0));
        endAfterStep(21, tour);
        assertThat(etcd.etcdctl("get", "tour/", "--prefix", "--keys-only").orThrow())
                .isBlank();
        assertThat(etcd.etcdctl("lease", "list").orThrow()).contains("found 0 leases");
        assertThat(temp.resolve("err")).content().doesNotContain("tour:", "tercet:", "Exception");
    }
}
