package dev.tercet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Command lines in which a password stands where it should not. */
class UnshownPasswordsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "get k --passwrod=open-sesame",
                "get k --passwrod open-sesame",
                "get k --usr=root:open-sesame",
                "get k --user:root:open-sesame",
                "get k -p open-sesame",
                "get k -popen-sesame",
                "get k -u root:open-sesame",
                "user add ann open-sesame",
                "user passwd ann open-sesame",
                "user grant-role ann role open-sesame",
                "get k --endpoints=http://root:open-sesame@localhost",
                "get k --endpoints=http://root:open,sesame@localhost",
                "get k --endpoints=ftp://root:open-sesame@localhost",
            })
    void whatMayBeAPasswordIsNotRepeated(String line) {
        Ran ran = Ran.of(line.split(" "));
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).isNotEmpty().doesNotContain("open", "sesame");
    }

    @Test
    void theNameOfAnUnknownOptionIs() {
        assertThat(Ran.of("get", "k", "--passwrod=x").err())
                .contains("Unknown option: '--passwrod'")
                .contains("--password");
        assertThat(Ran.of("get", "k", "-q", "--nothing").err()).contains("Unknown options: '-q', '--nothing'");
    }
}
