package dev.tercet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.testkit.etcd.SharedEtcd;
import dev.tercet.testkit.etcd.WhenUnavailable;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tour that is ended from outside, as by Ctrl-C, in a JVM of its own. */
class EndedTourTest {
    @TempDir
    private Path temp;

    private Process start(String... args) throws IOException {
        return OtherJvm.tercet(temp, "tour", args);
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
            assertThat(tour.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void itsOwnEtcdEndsWithIt() throws Exception {
        Process tour = start();
        endAfterStep(21, tour);
        assertThat(tour.descendants()).isEmpty();
        assertThat(temp.toFile().list()).containsExactly("err");
        assertThat(temp.resolve("err")).content().doesNotContain("tour:", "tercet:", "Exception");
    }

    @Test
    void nothingStaysBehindAtACluster() throws Exception {
        RealEtcd etcd = WhenUnavailable.fromEnvironment().obtain(() -> SharedEtcd.of(EtcdSettings.newest()));
        Process tour = start("--endpoints", etcd.endpoint(0));
        endAfterStep(21, tour);
        assertThat(etcd.etcdctl("get", "tour/", "--prefix", "--keys-only").orThrow())
                .isBlank();
        assertThat(etcd.etcdctl("lease", "list").orThrow()).contains("found 0 leases");
        assertThat(temp.resolve("err")).content().doesNotContain("tour:", "tercet:", "Exception");
    }
}
