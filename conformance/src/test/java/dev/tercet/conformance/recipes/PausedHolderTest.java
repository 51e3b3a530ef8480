package dev.tercet.conformance.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.recipes.lock.HeldLock;
import dev.tercet.recipes.session.Session;
import dev.tercet.testkit.contract.Capability;
import dev.tercet.testkit.contract.ContractTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A whole process that stands still for longer than its lease lives, as in a long collection or a suspended machine. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.Targets#one")
record PausedHolderTest(ContractTarget target) implements RecipeContract {
    private static final Duration LONG = Duration.ofSeconds(30);

    private static String said(Path file) throws IOException {
        await().atMost(LONG).until(() -> Files.exists(file));
        return Files.readString(file);
    }

    private static void signal(String which, Process process) throws Exception {
        Process kill = new ProcessBuilder("kill", which, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "stops a process by SIGSTOP, which Windows has not")
    void theNextHasAGreaterTokenAndItIsToldWhenItGoesOn(@TempDir Path folder) throws Exception {
        // Only what has a socket can be reached from another process.
        requires(Capability.CONNECTION_FAULTS);
        String name = fresh() + "lock";
        Process holder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        PausedHolder.class.getName(),
                        target().sharedEndpoints().get(0),
                        name,
                        folder.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        try (Session session = openSession()) {
            long token = Long.parseLong(said(folder.resolve("token")));
            signal("-STOP", holder);
            HeldLock next = session.lock(name).acquire(LONG);
            assertThat(next.fencingToken()).isGreaterThan(token);
            assertThat(folder.resolve("lost")).doesNotExist();
            signal("-CONT", holder);
            assertThat(said(folder.resolve("lost"))).endsWith(" false false");
            assertThat(holder.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(holder.exitValue())
                    .as(Files.readString(folder.resolve("log")))
                    .isZero();
            assertThat(next.isHeld()).isTrue();
            assertThat(next.release()).isTrue();
        } finally {
            holder.destroyForcibly();
        }
        nothingStays(name);
    }
}
