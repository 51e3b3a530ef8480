package dev.tercet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The launch script, with a Java that only says how it was called, and ends with 7. */
@DisabledOnOs(
        value = OS.WINDOWS,
        disabledReason = "is about the script for shells; on Windows it is another, tercet.bat")
class LaunchScriptTest {
    private static final Path SCRIPT = Path.of("src/main/dist/bin/tercet");
    private static final String FAKE =
            "#!/bin/sh\nfor word; do printf '%s\\n' \"$word\"; done\necho LC_ALL=$LC_ALL\nexit 7\n";

    // What the script does in the background may write into it still when the test is over.
    @TempDir(cleanup = CleanupMode.NEVER)
    private Path folder;

    private Path java;
    private Path installed;

    @BeforeEach
    void install() throws IOException {
        java = folder.resolve("some java");
        script(java.resolve("bin/java"), FAKE);
        release("17.0.9");
        installed = folder.resolve("some place");
        Files.createDirectories(installed.resolve("lib"));
        for (String jar : List.of("tercet-cli.jar", "a.jar", "z.jar")) {
            Files.createFile(installed.resolve("lib").resolve(jar));
        }
        script(installed.resolve("bin/tercet"), Files.readString(SCRIPT));
        Files.copy(
                installed.resolve("bin/tercet"),
                installed.resolve("bin/etcd-export"),
                StandardCopyOption.COPY_ATTRIBUTES);
    }

    @AfterEach
    void cleanUp() {
        await().ignoreExceptions().until(() -> {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
            return !Files.exists(folder);
        });
    }

    private static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private void release(String version) throws IOException {
        Files.writeString(
                java.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\nSOURCE=\".\"\n");
    }

    private Ran run(Path script, Map<String, String> environment, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.startsWith("TERCET_"));
        builder.environment().putAll(Map.of("JAVA_HOME", java.toString(), "TERCET_CACHE", "", "LANG", "C"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        byte[] out = process.getInputStream().readAllBytes();
        byte[] err = process.getErrorStream().readAllBytes();
        return Ran.of(process.waitFor(), out, err);
    }

    private Ran run(String... words) throws Exception {
        return run(installed.resolve("bin/tercet"), Map.of(), words);
    }

    @Test
    void handsOnWhatItWasGivenAndHowItEnded() throws Exception {
        Ran ran = run("put", "a key", "*", "");
        assertThat(ran.exitCode()).isEqualTo(7);
        assertThat(ran.err()).isEmpty();
        List<String> lines = ran.out().lines().toList();
        assertThat(lines)
                .containsSubsequence("-Dtercet.name=tercet", "dev.tercet.cli.Main", "put", "a key", "*", "")
                .contains("-Dtercet.terminals=", "-XX:TieredStopAtLevel=1");
        String lib = installed.toAbsolutePath() + "/lib/";
        assertThat(lines.get(lines.indexOf("-cp") + 1))
                .isEqualTo(lib + "tercet-cli.jar:" + lib + "a.jar:" + lib + "z.jar");
    }

    @Test
    void goesByTheNameThatItIsCalledBy() throws Exception {
        assertThat(run(installed.resolve("bin/etcd-export"), Map.of()).out()).contains("-Dtercet.name=etcd-export\n");
    }

    @Test
    void aClosedStandardInputIsAnEmptyOne() throws Exception {
        script(java.resolve("bin/java"), "#!/bin/sh\ncat && echo read\n");
        Path closed = folder.resolve("closed");
        script(closed, "#!/bin/sh\nexec '" + installed.resolve("bin/tercet") + "' put k <&-\n");
        Ran ran = run(closed, Map.of());
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).isEqualTo("read\n");
    }

    @Test
    void isFoundThroughLinks() throws Exception {
        Path near = Files.createSymbolicLink(installed.resolve("bin/near"), Path.of("tercet"));
        Path far = Files.createSymbolicLink(folder.resolve("far"), near);
        assertThat(run(far, Map.of()).out()).contains("some place/lib/tercet-cli.jar:");
    }

    @Test
    void argumentsAreUtf8InEveryLocale() throws Exception {
        for (String locale : List.of("C", "POSIX", "xx_XX.UTF-8")) {
            assertThat(run(installed.resolve("bin/tercet"), Map.of("LC_ALL", locale))
                            .out())
                    .as(locale)
                    .containsPattern("(?i)LC_ALL=.*utf-?8");
        }
    }

    @Test
    void optionsForTheJvmComeBeforeTheClass() throws Exception {
        Ran ran = run(installed.resolve("bin/tercet"), Map.of("TERCET_OPTS", "-Xmx64m -Dx=y"), "get");
        assertThat(ran.out().lines().toList()).containsSubsequence("-Xmx64m", "-Dx=y", "dev.tercet.cli.Main", "get");
    }

    @Test
    void aJavaThatIsTooOldIsNamed() throws Exception {
        for (String version : List.of("11.0.2", "1.8.0_402")) {
            release(version);
            Ran ran = run("get", "k");
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.errLines()).hasSize(1);
            assertThat(ran.err()).startsWith("tercet: ").contains("is Java " + version, "17 or later");
        }
    }

    @Test
    void newerJavasGetTheirOwnOptions() throws Exception {
        assertThat(run().out()).doesNotContain("--sun-misc-unsafe-memory-access");
        release("25.0.1");
        assertThat(run().out()).contains("--sun-misc-unsafe-memory-access=allow\n");
    }

    @Test
    void aWrongJavaHomeIsSaid() throws Exception {
        Ran ran = run(installed.resolve("bin/tercet"), Map.of("JAVA_HOME", "/nowhere"));
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err())
                .isEqualTo(
                        "tercet: JAVA_HOME is /nowhere, where there is no bin/java: set it to a Java of 17 or later\n");
    }

    @Test
    void theArchiveIsUsedWhenItIsThereAndNothingIsLeftOfOneThatFailed() throws Exception {
        Path cache = folder.resolve("cache");
        Map<String, String> environment = Map.of("TERCET_CACHE", cache.toString());
        assertThat(run(installed.resolve("bin/tercet"), environment).out()).doesNotContain("SharedArchiveFile");
        await().until(() -> cache.toFile().list() != null && cache.toFile().list().length == 1);
        // This Java fails to make one, so there is none the next time either.
        assertThat(run(installed.resolve("bin/tercet"), environment).out()).doesNotContain("SharedArchiveFile");
        script(
                java.resolve("bin/java"),
                FAKE.replace(
                        "exit 7",
                        "for w; do case $w in -XX:SharedArchiveFile=*.lock/new) : >\"${w#*=}\" ;; esac; done"));
        Path other = folder.resolve("other cache");
        Map<String, String> fresh = Map.of("TERCET_CACHE", other.toString());
        run(installed.resolve("bin/tercet"), fresh);
        await().until(() -> run(installed.resolve("bin/tercet"), fresh)
                .out()
                .contains("-XX:SharedArchiveFile=" + other + "/classes-"));
    }

    @Test
    void aCacheThatCannotBeIsNoMatter() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "", StandardCharsets.UTF_8);
        Ran ran = run(installed.resolve("bin/tercet"), Map.of("TERCET_CACHE", file + "/below"));
        assertThat(ran.exitCode()).isEqualTo(7);
        assertThat(ran.err()).isEmpty();
    }
}
