package dev.tercet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandNamesTest {
    private static List<String> wrong(String line) {
        Ran ran = Ran.of(line.split(" "));
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        return ran.errLines();
    }

    @ParameterizedTest
    @CsvSource({
        "gett a, gett, get",
        "gte, gte, get",
        "--endpoints 127.0.0.1:1 -wjson exprot e, exprot, export",
        "imprt x, imprt, import",
        "delete k, delete, del",
        "lease grnt 5, lease grnt, lease grant",
        "endpoint --cluster helth, endpoint helth, endpoint health",
        "help pit, pit, put",
    })
    void namesThatAreNearAreSaid(String line, String wrong, String near) {
        assertThat(wrong(line).get(0))
                .isEqualTo("tercet: no such command '" + wrong + "': did you mean '" + near + "'?");
    }

    @Test
    void othersAreNot() {
        assertThat(wrong("foo")).containsExactly("tercet: no such command 'foo'.", "Try 'tercet --help'.");
        assertThat(wrong("lease nosuch 1"))
                .containsExactly("tercet: no such command 'lease nosuch'.", "Try 'tercet lease --help'.");
    }

    @Test
    void aNameThatIsTooShortSaysWhoseItMayBe() {
        assertThat(wrong("e"))
                .containsExactly(
                        "tercet: 'e' may be elect, export, edit, endpoint or embedded: say more of it.",
                        "Try 'tercet --help'.");
    }

    @Test
    void shortNamesArePartsOfNames() {
        assertThat(Ran.of("mo-l", "--help")).isEqualTo(Ran.of("move-leader", "--help"));
        assertThat(Ran.of("make", "--help")).isEqualTo(Ran.of("mirror", "--help"));
    }

    @Test
    void aWrongOptionComesFirst() {
        assertThat(wrong("--endpoint 127.0.0.1:1 get a").get(0)).contains("'--endpoint'");
    }

    @Test
    void tooManyArgumentsAreNamed() {
        assertThat(wrong("put a b c d").get(0)).isEqualTo("tercet: too many arguments: 'c', 'd'.");
        assertThat(wrong("find /services/ a").get(0))
                .isEqualTo("tercet: too many arguments: 'a'. A prefix is said with --prefix.");
        assertThat(wrong("diff --rev 5 /services/").get(0)).endsWith("'/services/'. A prefix is said with --prefix.");
    }

    @Test
    void whatIsMissingHasItsUsualName() {
        assertThat(wrong("restore k").get(0)).isEqualTo("tercet: Missing required option: '--rev=REVISION'");
    }

    @Test
    void numbersAreWhole() {
        assertThat(wrong("get x --rev abc").get(0)).contains("'abc' is no whole number");
    }

    @Test
    void aShellHasCommandsOfItsOwnAndNoName() {
        Ran ran =
                Ran.with(Map.of(), "exot\nget\nlease grnt\nhelp lease grant\n", "shell", "--embedded", "--keep-going");
        assertThat(ran.errLines())
                .contains("tercet: no such command 'exot': did you mean 'exit'?", "Try 'help'.")
                .contains("Try 'help get'.", "Try 'help lease'.");
        assertThat(ran.out()).isEqualTo(Ran.of("help", "lease", "grant").out());
    }

    @Test
    void helpGoesToTheCommandThatIsNamed() {
        assertThat(Ran.of("help", "lease", "grant")).isEqualTo(Ran.of("lease", "grant", "--help"));
        assertThat(Ran.of("help", "help").out()).startsWith("Usage: tercet help ");
    }
}
