package dev.tercet.cli.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.cli.error.CommandException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordsTest {
    private final List<String> asked = new ArrayList<>();

    private String typing(String... answers) {
        Deque<String> left = new ArrayDeque<>(List.of(answers));
        return Passwords.twice("ann", prompt -> {
            asked.add(prompt);
            return left.isEmpty() ? null : left.remove().toCharArray();
        });
    }

    @Test
    void isAskedForTwice() {
        assertThat(typing("secret", "secret")).isEqualTo("secret");
        assertThat(asked).containsExactly("Password of ann: ", "Type password of ann again for confirmation: ");
    }

    @Test
    void whatIsTypedOnceOnlyOrNotAtAllIsRefused() {
        assertThatThrownBy(() -> typing("secret", "seccret"))
                .isInstanceOf(CommandException.class)
                .hasMessage("the passwords are not the same.");
        assertThatThrownBy(() -> typing("secret")).hasMessage("the passwords are not the same.");
        assertThatThrownBy(() -> typing("")).hasMessage("the password is empty.");
        assertThatThrownBy(this::typing).hasMessageStartingWith("Nobody typed a password");
    }

    @ParameterizedTest
    @CsvSource({"'pw\nrest', pw, rest", "'pw\r\nrest', pw, rest", "pw, pw, ''", "' a b ', ' a b ', ''", "'ü\n', ü, ''"})
    void isALineOfStandardInput(String input, String password, String rest) throws Exception {
        InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        assertThat(Passwords.line(in)).isEqualTo(password);
        assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo(rest);
    }

    @Test
    void whatIsNotUtf8IsNoPassword() {
        InputStream in = new ByteArrayInputStream(new byte[] {'p', (byte) 0xfc, '\n'});
        assertThatThrownBy(() -> Passwords.line(in))
                .isInstanceOf(CommandException.class)
                .hasMessage("the password is not UTF-8.");
        assertThatThrownBy(() -> Passwords.line(InputStream.nullInputStream()))
                .hasMessage("standard input has no password.");
    }
}
