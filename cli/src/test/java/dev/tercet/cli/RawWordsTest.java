package dev.tercet.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.cli.error.CommandException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RawWordsTest {
    @TempDir
    private Path temp;

    private static String[] words(String commandLine, String... args) {
        return RawWords.of(args, commandLine.getBytes(ISO_8859_1));
    }

    @Test
    void theLastWordsAreReadAsUtf8() {
        assertThat(words("java\0Main\0put\0\303\251\0\0", "put", "??", "")).containsExactly("put", "é", "");
        assertThat(words("java\0\357\277\275\0", "\uFFFD")).containsExactly("\uFFFD");
    }

    @Test
    void anotherCommandLineIsNotGoneBy() {
        assertThat(words("java\0", "put", "?")).containsExactly("put", "?");
    }

    @Test
    void whatIsNotUtf8IsNamed() {
        assertThatThrownBy(() -> words("java\0put\0z\377\0", "put", "z\uFFFD"))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("argument 2 is not UTF-8");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatIsNotUtf8IsNotWritten() throws Exception {
        assertEnds(OtherJvm.tercetOfBytes(temp, "C.UTF-8", "\\377\\376", "put", "--embedded", "k"), 2, "");
        assertThat(temp.resolve("err"))
                .content()
                .startsWith("tercet: argument 4")
                .contains("is not UTF-8");
        assertEnds(OtherJvm.tercetOfBytes(temp, "C", "\\377", "put", "--embedded", "k"), 2, "");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatIsUtf8IsWritten() throws Exception {
        assertEnds(OtherJvm.tercetOfBytes(temp, "C.UTF-8", "\\357\\277\\275", "put", "--embedded", "k"), 0, "OK\n");
        assertThat(Files.readString(temp.resolve("err"))).isEmpty();
        // The name of a command that is none comes back as it was understood.
        assertEnds(OtherJvm.tercetOfBytes(temp, "C", "n\\303\\251", "help"), 2, "");
        assertThat(Files.readString(temp.resolve("err"))).contains("'né'");
    }

    private static void assertEnds(Process process, int exitCode, String out) throws Exception {
        assertThat(new String(process.getInputStream().readAllBytes(), ISO_8859_1))
                .isEqualTo(out);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(exitCode);
    }
}
