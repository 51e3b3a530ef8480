package dev.tercet.conformance.faults.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.testkit.etcd.EtcdBinaries;
import dev.tercet.testkit.etcd.WhenUnavailable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Namespaces and data that outlive their run would pile up. */
@EnabledIfSystemProperty(
        named = "tercet.long",
        matches = "true",
        disabledReason = "starts a JVM or two and three clusters")
class LeftoversTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void aJvmThatIsInterruptedLeavesNothing() throws Exception {
        try (Other other = new Other()) {
            // As the terminal does; the JDK itself can only terminate.
            Shell.run("kill", "-INT", Long.toString(other.jvm.pid()));
            assertThat(other.jvm.waitFor()).isNotZero();
            assertThat(other.left()).isEmpty();
        }
    }

    @Test
    void whatAKilledJvmLeftIsRemovedAtTheNextStart() throws Exception {
        try (Other other = new Other()) {
            other.jvm.destroyForcibly().waitFor();
            assertThat(Soon.within(LIMIT, () -> other.members().findAny().isEmpty()))
                    .as("the members end with it")
                    .isTrue();
            assertThat(other.left()).isNotEmpty();
            FaultCluster.start(ClusterSettings.of("newest")).close();
            assertThat(other.left()).isEmpty();
        }
    }

    /** Runs in the JVM that ends. */
    public static void main(String[] args) throws IOException {
        FaultCluster cluster = FaultCluster.start(ClusterSettings.of("newest"));
        cluster.members().forEach(member -> System.out.println(member.pid()));
        System.in.read();
    }

    /** A JVM of its own that has started a cluster. */
    private static final class Other implements AutoCloseable {
        private final Process jvm;
        private final List<Long> pids = new ArrayList<>();

        Other() throws IOException {
            WhenUnavailable.fromEnvironment().obtain(() -> EtcdBinaries.find("newest"));
            String java = ProcessHandle.current().info().command().orElse("java");
            String classPath = System.getProperty("java.class.path");
            jvm = new ProcessBuilder(List.of(java, "-Xmx128m", "-cp", classPath, LeftoversTest.class.getName()))
                    .redirectError(Redirect.INHERIT)
                    .start();
            BufferedReader said =
                    new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8));
            for (int i = 0; i < FaultCluster.MEMBERS; i++) {
                pids.add(Long.parseLong(said.readLine()));
            }
            assertThat(members()).hasSize(FaultCluster.MEMBERS);
            assertThat(left()).isNotEmpty();
        }

        /** Those that are alive. */
        LongStream members() {
            return pids.stream()
                    .mapToLong(Long::longValue)
                    .filter(pid -> ProcessHandle.of(pid).isPresent());
        }

        /** What there is with its id in the name, and its members. */
        List<String> left() throws IOException {
            List<String> left = new ArrayList<>();
            for (String place :
                    List.of("/run/netns", "/sys/class/net", "/dev/shm", System.getProperty("java.io.tmpdir"))) {
                Path folder = Path.of(place);
                if (Files.isDirectory(folder)) {
                    try (var all = Files.list(folder)) {
                        all.map(Path::toString).filter(this::isOfIt).forEach(left::add);
                    }
                }
            }
            members().forEach(pid -> left.add("process " + pid));
            return left;
        }

        private boolean isOfIt(String path) {
            return path.matches(".*/(tercet-|tercet-faults-|tf)" + jvm.pid() + "\\D.*");
        }

        @Override
        public void close() {
            jvm.destroyForcibly().onExit().join();
        }
    }
}
