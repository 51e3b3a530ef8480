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
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash here");
        Ran ran = Ran.of("completion", "bash");
        assertThat(ran.exitCode()).isZero();
        Path script = Files.writeString(folder.resolve("tercet.bash"), ran.out());
        assertThat(complete(script, "tercet", "get", "--pre")).containsExactly("--prefix");
        assertThat(complete(script, "tercet", "ge")).contains("get");
        assertThat(complete(script, "tercet", "get", "-w", "js")).containsExactly("json");
        assertThat(complete(script, "tercet", "get", "--end")).containsExactly("--endpoints");
    }

    /** What bash would offer for the last of these words. */
    private static List<String> complete(Path script, String... words) throws IOException, InterruptedException {
        String ask = "compopt() { :; }; source \"$0\"; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); "
                + "$(complete -p tercet | sed 's/.*-F \\([^ ]*\\).*/\\1/') tercet \"${@: -1}\" \"${@: -2:1}\"; "
                + "printf '%s\\n' \"${COMPREPLY[@]}\"";
        List<String> command = new ArrayList<>(List.of("/bin/bash", "-c", ask, script.toString()));
        command.addAll(List.of(words));
        Process bash = new ProcessBuilder(command).redirectErrorStream(true).start();
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
