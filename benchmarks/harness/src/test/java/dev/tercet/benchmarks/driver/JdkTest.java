package dev.tercet.benchmarks.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkTest {
    @TempDir
    private Path folder;

    private Path home(String version) throws IOException {
        Path home = Files.createDirectories(folder.resolve("jdk-" + version).resolve("bin"))
                .getParent();
        assertThat(Files.createFile(home.resolve("bin/java")).toFile().setExecutable(true))
                .isTrue();
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    @Test
    void theNewestCounts() throws IOException {
        home("9.0.4");
        Path newest = home("99.0.1");
        home("1.8.0_392");
        Files.createDirectories(folder.resolve("no-jdk"));

        assertThat(Jdk.newest(Jdk.current(), folder).home()).isEqualTo(newest);
    }

    @Test
    void itsOwnWillDo() throws IOException {
        home("9.0.4");

        assertThat(Jdk.newest(Jdk.current(), folder)).isEqualTo(Jdk.current());
        assertThat(Jdk.newest(Jdk.current(), folder.resolve("nowhere"))).isEqualTo(Jdk.current());
        assertThat(Jdk.at(folder)).isEmpty();
    }
}
