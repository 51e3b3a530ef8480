package dev.tercet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.testkit.contract.ViewKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left of a client in a process that has only one: gRPC's pools, too, have to go with the last. */
class LastThreadTest {
    @ParameterizedTest
    @ValueSource(strings = {"close", "forget"})
    void theProcessEnds(String how) throws IOException, InterruptedException {
        String endpoint =
                new RealTarget("newest", 1, ViewKind.BLOCKING).sharedEndpoints().get(0);
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        OneClient.class.getName(),
                        endpoint,
                        how))
                .redirectErrorStream(true)
                .start();
        try {
            boolean ended = process.waitFor(30, TimeUnit.SECONDS);
            String said = ended ? new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8) : "";
            assertThat(ended).as("the process ends by itself").isTrue();
            assertThat(process.exitValue()).as(said).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
