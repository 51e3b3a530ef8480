package dev.tercet.cli.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tercet.cli.Ran;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionCommandTest {
    @TempDir
    private Path folder;

    @Test
    void bashCompletesWithIt() throws Exception {
        Path script = script();
        assertThat(complete(script, "tercet", "get", "--pre")).containsExactly("--prefix");
        assertThat(complete(script, "tercet", "ge")).contains("get");
        assertThat(complete(script, "tercet", "get", "-w", "js")).containsExactly("json");
        assertThat(complete(script, "tercet", "get", "--end")).containsExactly("--endpoints");
        assertThat(complete(script, "tercet", "bench", "txn")).containsExactly("txn-put");
    }

    @Test
    void eachOptionHasItsOwnValues() throws Exception {
        Path script = script();
        assertThat(complete(script, "tercet", "import", "-f", ""))
                .containsExactly("json", "csv", "ndjson", "yaml", "properties");
        assertThat(complete(script, "tercet", "import", "-k", "")).containsExactly("utf8", "binary");
        assertThat(complete(script, "tercet", "import", "-v", "")).containsExactly("json", "binary", "utf8");
        assertThat(complete(script, "tercet", "import", "-w", "")).contains("simple", "table");
        assertThat(complete(script, "etcd-export", "--output-format", "nd")).containsExactly("ndjson");
        assertThat(complete(script, "etcd-import", "--pre")).containsExactly("--prefix");
    }

    @Test
    void profilesAreThoseOfTheFile() throws Exception {
        Path script = script();
        Files.createDirectory(folder.resolve("tercet"));
        Files.writeString(
                folder.resolve("tercet/profiles"),
                "# prod.x = 1\nprod.eu.endpoints = a\nprod.eu.user: b\n default.user=c\n\n");
        assertThat(complete(script, "tercet", "--profile", "")).containsExactly("default", "prod.eu");
        assertThat(complete(script, "tercet", "get", "--profile", "p")).containsExactly("prod.eu");
    }

    private Path script() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash here");
        return Files.writeString(
                folder.resolve("tercet.bash"), Ran.of("completion", "bash").out());
    }

    /** What bash would offer for the last of these words. */
    private List<String> complete(Path script, String... words) throws IOException, InterruptedException {
        String ask = "compopt() { :; }; source \"$0\"; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); "
                + "$(complete -p $1 | sed 's/.*-F \\([^ ]*\\).*/\\1/') $1 \"${@: -1}\" \"${@: -2:1}\"; "
                + "printf '%s\\n' \"${COMPREPLY[@]}\"";
        List<String> command = new ArrayList<>(List.of("/bin/bash", "-c", ask, script.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("XDG_CONFIG_HOME", folder.toString());
        Process bash = builder.start();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(said).isZero();
        return said.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    @Test
    void fishHasALineForEachCommandAndOption() {
        Ran ran = Ran.of("completion", "fish");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out().lines().skip(1)).allMatch(line -> line.startsWith("complete -c tercet "));
        assertThat(ran.out())
                .contains("-f -a 'get' -d 'Shows a key, or a range of keys.'")
                .contains("-n '__fish_seen_subcommand_from get' -l prefix -d 'All keys that begin with KEY.'")
                .contains("-n '__fish_seen_subcommand_from get' -s w -l write-out -x -a 'simple fields json");
    }

    @Test
    void anotherShellIsWrongUsage() {
        Ran ran = Ran.of("completion", "tcsh");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.errLines().get(0)).contains("tcsh").contains("bash");
    }
}
