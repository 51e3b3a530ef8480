package dev.tercet.benchmarks.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
    @TempDir
    private Path folder;

    @Test
    void aFolderWithoutARepositoryIsOfNoKnownCommit() throws Exception {
        assertThat(Sources.in(folder)).isEqualTo(new Sources("unknown", false)).hasToString("unknown");
    }

    @Test
    void aCommitAndWhatHasChangedSince() throws Exception {
        Assumptions.assumeTrue(git("init"), "no git here");
        Path file = Files.writeString(folder.resolve("file"), "one");
        assertThat(git("add", "file")).isTrue();
        assertThat(git("-c", "user.name=x", "-c", "user.email=x", "commit", "-m", "one"))
                .isTrue();

        Sources clean = Sources.in(folder);
        assertThat(clean.commit()).matches("[0-9a-f]{40,}");
        assertThat(clean.modified()).isFalse();
        assertThat(clean).hasToString(clean.commit().substring(0, 12));

        Files.writeString(file, "two");
        assertThat(Sources.in(folder)).isEqualTo(new Sources(clean.commit(), true));

        Path inner = Files.createDirectory(folder.resolve("unpacked"));
        assertThat(Sources.in(inner).commit()).as("a folder inside").isEqualTo("unknown");
    }

    private boolean git(String... words) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(words));
        try {
            return new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }

    @Test
    void jvmsTakeOptionsFromTheEnvironmentToo() {
        assertThat(Conditions.jvmOptions(List.of("-Xmx1g"), Map.of("JAVA_TOOL_OPTIONS", " -Xint ", "PATH", "/bin")))
                .containsExactly("-Xmx1g", "-Xint");
        assertThat(Conditions.jvmOptions(List.of("-Xmx1g"), Map.of())).containsExactly("-Xmx1g");
    }

    @Test
    void theVersionOfGoIsWhatGoSaysOfTheProgram() {
        assertThat(GoProgram.language("benchmarks/go/target/go-client: go1.26.8\n"))
                .isEqualTo("go1.26.8");
        assertThat(GoProgram.language("")).contains("no known version");
    }
}
