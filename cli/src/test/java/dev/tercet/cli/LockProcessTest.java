package dev.tercet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lock} with a command, in a JVM of its own. */
class LockProcessTest {
    private static final BesideEtcdctl BOTH = BesideEtcdctl.shared();

    /** Shells tell on standard error that what they ran was ended. */
    private static final String QUIETLY = "exec 2>/dev/null; ";

    @TempDir
    private Path temp;

    private Process lock(String name, String script) throws Exception {
        return OtherJvm.tercet(
                temp, "lock", "--endpoints=" + BOTH.etcd().endpoint(0), name, "--", "sh", "-c", QUIETLY + script);
    }

    private static List<String> keys(String name) {
        return BOTH.etcdctl("get", name + "/", "--prefix", "--keys-only")
                .out()
                .lines()
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static void assertEnds(Process lock, BufferedReader out, int exitCode, String... lines) throws Exception {
        assertThat(out.lines()).containsExactly(lines);
        assertThat(lock.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(lock.exitValue()).isEqualTo(exitCode);
    }

    @Test
    void theCommandHasTheKeyAndStandardInputAndItsExitCodeIsOurs() throws Exception {
        Process lock =
                lock("process/a", "read line; echo $line $ETCD_LOCK_KEY $ETCD_LOCK_REV $ETCD_LOCK_TOKEN; exit 7");
        await().atMost(Duration.ofMinutes(1)).until(() -> !keys("process/a").isEmpty());
        String key = keys("process/a").get(0);
        try (OutputStream in = lock.getOutputStream()) {
            in.write("hello\n".getBytes(StandardCharsets.UTF_8));
        }
        BufferedReader out = lock.inputReader();
        assertThat(out.readLine()).matches("hello " + key + " (\\d+) \\1");
        assertEnds(lock, out, 7);
        assertThat(keys("process/a")).isEmpty();
    }

    @Test
    void whenWeAreEndedTheCommandIsAndThenTheLockIsGivenBack() throws Exception {
        Process lock = lock("process/b", "trap 'echo told; exit 9' TERM; echo there; while :; do sleep 0.05; done");
        BufferedReader out = lock.inputReader();
        assertThat(out.readLine()).isEqualTo("there");
        assertThat(keys("process/b")).hasSize(1);
        // Not through Process, which would close what is to be read.
        lock.toHandle().destroy();
        assertEnds(lock, out, 9, "told");
        assertThat(keys("process/b")).isEmpty();
        assertThat(temp.resolve("err")).content().isEmpty();
    }

    @Test
    void ctrlCAtATerminalIsTheCommands() throws Exception {
        Process lock = OtherJvm.tercet(
                temp,
                "0",
                Map.of(),
                "lock",
                "--endpoints=" + BOTH.etcd().endpoint(0),
                "process/d",
                "--",
                "sh",
                "-c",
                "echo there; read line; exit 4");
        BufferedReader out = lock.inputReader();
        assertThat(out.readLine()).isEqualTo("there");
        OtherJvm.interrupt(lock);
        assertThat(keys("process/d")).hasSize(1);
        lock.getOutputStream().close();
        assertEnds(lock, out, 4);
        assertThat(keys("process/d")).isEmpty();
    }

    @Test
    void theSecondSignalEndsACommandThatDoesNotEndByTheFirst() throws Exception {
        Process lock = lock("process/e", "trap 'echo told' TERM; echo there; while :; do sleep 0.05; done");
        BufferedReader out = lock.inputReader();
        assertThat(out.readLine()).isEqualTo("there");
        lock.toHandle().destroy();
        assertThat(out.readLine()).isEqualTo("told");
        lock.toHandle().destroy();
        // The end of what it prints is that of the command.
        assertEnds(lock, out, 130);
    }

    @Test
    void aLeaseThatIsLostIsToldOnce() throws Exception {
        Process lock = lock("process/d", "trap 'echo told; exit 9' TERM; echo there; sleep 100");
        BufferedReader out = lock.inputReader();
        assertThat(out.readLine()).isEqualTo("there");
        String key = BOTH.etcdctl("get", "process/d/", "--prefix", "--keys-only")
                .out()
                .strip();
        BOTH.etcdctl("lease", "revoke", key.substring(key.lastIndexOf('/') + 1));
        assertEnds(lock, out, 1, "told");
        assertThat(temp.resolve("err"))
                .content()
                .startsWith("tercet: lock \"process/d\" is lost: ")
                .doesNotContain("another session")
                .hasLineCount(1);
    }

    @Test
    void whenTheLockIsLostTheCommandIsEnded() throws Exception {
        Process lock = lock("process/c", "trap 'echo told; exit 9' TERM; echo there; sleep 100");
        BufferedReader out = lock.inputReader();
        assertThat(out.readLine()).isEqualTo("there");
        BOTH.etcdctl("del", "process/c/", "--prefix");
        assertEnds(lock, out, 1, "told");
        assertThat(temp.resolve("err"))
                .content()
                .startsWith("tercet: lock \"process/c\" is lost: ")
                .endsWith("; ending the command\n");
    }
}
