package dev.tercet.cli.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.cli.Ran;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong words after {@code user}, {@code role} and {@code auth}: nothing is sent, since nobody listens there. */
class AuthMistakesTest {
    private static Ran run(String input, String line) {
        return Ran.with(Map.of("ETCDCTL_ENDPOINTS", "127.0.0.1:1"), input, line.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auth enable now",
                "auth status x",
                "user add",
                "user add :pw",
                "user add ann:",
                "user add ann",
                "user add ann:pw bob:pw",
                "user add ann --no-password --new-user-password=x",
                "user add ann --new-user-password=",
                "user delete",
                "user get",
                "user list all",
                "user passwd",
                "user passwd ann",
                "user grant-role ann",
                "user revoke-role ann",
                "role add",
                "role get",
                "role get a b",
                "role list x",
                "role delete",
                "role grant-permission r",
                "role grant-permission r read",
                "role grant-permission r reed k",
                "role grant-permission r read k z --prefix",
                "role grant-permission r read k --prefix --from-key",
                "role grant-permission r read k z y",
                "role revoke-permission r",
                "role revoke-permission r a b --prefix"
            })
    void areWrongUsage(String line) {
        Ran ran = run("", line);
        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.errLines()).hasSize(2);
        assertThat(ran.err()).doesNotContain("Exception");
    }

    @ParameterizedTest
    @CsvSource({"user add ann --interactive=false", "user passwd ann --interactive=false"})
    void noPasswordOnStandardInputIsBadInput(String line) {
        Ran ran = run("\n", line);
        assertThat(ran.exitCode()).isEqualTo(3);
        assertThat(ran.errLines()).containsExactly("tercet: standard input has no password.");
    }
}
