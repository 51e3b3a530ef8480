package dev.tercet.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.connection.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthenticationTest {
    private final Given given = new Given();
    private final Map<String, String> environment = new HashMap<>();

    private PasswordPrompt passwords = new PasswordPrompt(prompt -> null);

    @TempDir
    private Path folder;

    private Credentials.Password password() {
        return (Credentials.Password) Authentication.of(settings()).orElseThrow();
    }

    private Settings settings() {
        environment.put("XDG_CONFIG_HOME", folder.toString());
        return new Settings(given, environment, warning -> {}, passwords);
    }

    private void profile(String... lines) throws IOException {
        Files.write(Files.createDirectories(folder.resolve("tercet")).resolve("profiles"), List.of(lines));
    }

    private void expect(String user, String password) {
        assertThat(password().user()).isEqualTo(user);
        assertThat(password().password()).isEqualTo(password);
    }

    @Test
    void aPasswordIsAskedForOnce() {
        List<String> prompts = new ArrayList<>();
        passwords = new PasswordPrompt(prompt -> {
            prompts.add(prompt);
            return "typed".toCharArray();
        });
        given.put(Setting.USER, "ann");
        Settings settings = settings();
        for (int i = 0; i < 3; i++) {
            assertThat(Authentication.of(settings))
                    .hasValueSatisfying(each ->
                            assertThat(((Credentials.Password) each).password()).isEqualTo("typed"));
        }
        assertThat(prompts).containsExactly("Password of ann: ");
        // Another cluster's user of that name need not have the same.
        Given other = new Given("--dest-");
        other.put(Setting.USER, "ann");
        assertThat(Authentication.of(settings.ofOther(other))).isPresent();
        assertThat(prompts).hasSize(2);
    }

    /** Neither a name nor what proves it is sent to another cluster unless somebody said so. */
    @Test
    void anotherClusterHasNothingOfTheFirstButTheTimes() throws IOException {
        profile("default.user = ann:secret");
        environment.put("ETCDCTL_CACERT", "none.pem");
        given.put(Setting.NAMESPACE, "below/");
        given.put(Setting.COMMAND_TIMEOUT, "7s");
        Settings other = settings().ofOther(new Given("--to-"));
        assertThat(Authentication.of(other)).isEmpty();
        assertThat(other.text(Setting.CACERT)).isEmpty();
        assertThat(other.text(Setting.NAMESPACE)).isEmpty();
        assertThat(other.time(Setting.COMMAND_TIMEOUT)).hasValue(Duration.ofSeconds(7));
    }

    /** Whatever standard input has is no password then, also where Java has a console that would read it. */
    @Test
    void nobodyIsAskedWithoutATerminal() {
        given.put(Setting.USER, "ann");
        assertThatThrownBy(this::password)
                .hasMessage("There is no terminal to ask for a password: give --user NAME:PASSWORD.");
    }

    @Test
    void nobodyUnlessSaid() {
        assertThat(Authentication.of(settings())).isEmpty();
        environment.put("ETCDCTL_PASSWORD", "waits for a user");
        assertThat(Authentication.of(settings())).isEmpty();
    }

    @Test
    void aPasswordOfItsOwnNeedsAUser() {
        given.put(Setting.PASSWORD, "secret");
        assertThatThrownBy(() -> Authentication.of(settings())).hasMessage("--password needs --user.");
    }

    @Test
    void userAndPasswordInOne() {
        given.put(Setting.USER, "root:a:b");
        expect("root", "a:b");
    }

    @Test
    void thePasswordMayBeInTheEnvironment() {
        given.put(Setting.USER, "root");
        environment.put("ETCDCTL_PASSWORD", "secret");
        expect("root", "secret");
    }

    @Test
    void besideAPasswordTheUsersNameMayHaveAColonAsInEtcdctl() {
        given.put(Setting.USER, "ro:ot");
        given.put(Setting.PASSWORD, "secret");
        expect("ro:ot", "secret");
    }

    @Test
    void aUserThatBringsHisPasswordIsNotGivenOneFromFartherAway() {
        given.put(Setting.USER, "root:mine");
        environment.put("ETCDCTL_PASSWORD", "other");
        expect("root", "mine");
    }

    @Test
    void aProfilesPasswordIsForItsUserOnly() throws IOException {
        profile("default.user = reader", "default.password = readers");
        expect("reader", "readers");
        given.put(Setting.USER, "root");
        assertThatThrownBy(this::password).hasMessageContaining("no terminal to ask");
    }

    @Test
    void anEmptyUserIsNone() {
        environment.put("ETCDCTL_USER", "root:secret");
        given.put(Setting.USER, "");
        assertThat(Authentication.of(settings())).isEmpty();
    }

    @Test
    void aTokenOrAUserWhicheverIsNearer() {
        environment.put("ETCDCTL_AUTH_JWT_TOKEN", "ey.token");
        assertThat(Authentication.of(settings()).orElseThrow()).isInstanceOf(Credentials.Token.class);
        environment.put("ETCDCTL_USER", "root:secret");
        assertThatThrownBy(this::password).hasMessage("ETCDCTL_USER and ETCDCTL_AUTH_JWT_TOKEN exclude each other.");
        given.put(Setting.USER, "root:mine");
        expect("root", "mine");
    }
}
