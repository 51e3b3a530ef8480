package dev.tercet.testkit.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server that outlives its tests eats memory and ports until somebody wonders. */
class OrphanTest {
    @Test
    void aServerEndsWithTheJvmThatEnds() throws Exception {
        try (Parent parent = new Parent()) {
            parent.letItEnd();
            await().until(() -> !parent.etcdIsThere());
            assertThat(parent.exitCode()).isZero();
            assertThat(parent.dataFolder()).doesNotExist();
        }
    }

    @Test
    void aServerEndsWithTheJvmThatIsKilled() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "the kernel's promise is had through setpriv");
        try (Parent parent = new Parent()) {
            parent.kill();
            await().until(() -> !parent.etcdIsThere());
        }
    }

    /** Runs in the JVM that ends: starts a server, in a thread that is gone when the server has to live on. */
    public static void main(String[] args) throws Exception {
        Thread starter = new Thread(() -> {
            RealEtcd etcd = RealEtcd.start(EtcdSettings.newest());
            etcd.etcdctl("put", "k", "v").orThrow();
            System.out.println(etcd.member(0).pid());
            System.out.println(etcd.member(0).dataFolder());
        });
        starter.start();
        starter.join();
        assertThat(System.in.read()).isEqualTo('\n');
    }

    /** A JVM of its own that has started an etcd. */
    private static final class Parent implements AutoCloseable {
        private final Process jvm;
        private final long etcd;
        private final Path data;

        Parent() throws IOException {
            WhenUnavailable.fromEnvironment().obtain(() -> EtcdBinaries.find("newest"));
            String java = ProcessHandle.current().info().command().orElse("java");
            String classPath = System.getProperty("java.class.path");
            jvm = new ProcessBuilder(List.of(java, "-Xmx128m", "-cp", classPath, OrphanTest.class.getName()))
                    .redirectError(Redirect.INHERIT)
                    .start();
            BufferedReader said =
                    new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8));
            etcd = Long.parseLong(said.readLine());
            data = Path.of(said.readLine());
            assertThat(etcdIsThere()).isTrue();
            assertThat(data).exists();
        }

        void letItEnd() throws IOException {
            jvm.getOutputStream().write('\n');
            jvm.getOutputStream().close();
        }

        void kill() {
            jvm.destroyForcibly();
        }

        boolean etcdIsThere() {
            return ProcessHandle.of(etcd).isPresent();
        }

        int exitCode() throws InterruptedException {
            return jvm.waitFor();
        }

        Path dataFolder() {
            return data;
        }

        @Override
        public void close() {
            jvm.destroyForcibly();
            ProcessHandle.of(etcd).ifPresent(ProcessHandle::destroyForcibly);
        }
    }
}
