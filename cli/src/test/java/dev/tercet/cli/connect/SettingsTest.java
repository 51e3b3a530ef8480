package dev.tercet.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.output.Format;
import dev.tercet.cli.output.Out;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private final Given given = new Given();
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> warnings = new ArrayList<>();

    @TempDir
    private Path folder;

    private Settings settings() {
        environment.putIfAbsent("XDG_CONFIG_HOME", folder.toString());
        return new Settings(given, environment, warnings::add, new PasswordPrompt(prompt -> null));
    }

    private Path profiles(String... lines) throws IOException {
        Path file = Files.createDirectories(folder.resolve("tercet")).resolve("profiles");
        Files.write(file, List.of(lines));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    @Test
    void theCommandLineWinsOverTheEnvironmentAndThatOverTheProfile() throws IOException {
        profiles("default.dial-timeout = 3s", "prod.dial-timeout=4s");
        assertThat(settings().time(Setting.DIAL_TIMEOUT)).contains(Duration.ofSeconds(3));
        environment.put("ETCDCTL_PROFILE", "prod");
        assertThat(settings().time(Setting.DIAL_TIMEOUT)).contains(Duration.ofSeconds(4));
        environment.put("ETCDCTL_DIAL_TIMEOUT", "2s");
        assertThat(settings().time(Setting.DIAL_TIMEOUT)).contains(Duration.ofSeconds(2));
        given.put(Setting.DIAL_TIMEOUT, "1s");
        assertThat(settings().time(Setting.DIAL_TIMEOUT)).contains(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void everySettingHasItsVariable(Setting setting) throws IOException {
        profiles("x.user = somebody");
        environment.put("ETCDCTL_" + setting.word().replace('-', '_').toUpperCase(Locale.ROOT), "x");
        if (setting == Setting.CONFIG) {
            environment.put("ETCDCTL_CONFIG", folder.resolve("tercet/profiles").toString());
        }
        assertThat(settings().has(setting)).isTrue();
    }

    @Test
    void anEmptyVariableSaysNothing() {
        environment.put("ETCDCTL_ENDPOINTS", "");
        assertThat(settings().has(Setting.ENDPOINTS)).isFalse();
        assertThat(settings().endpoints()).containsExactly("127.0.0.1:2379");
    }

    @Test
    void whatIsWrongNamesWhereItCameFrom() throws IOException {
        Path file = profiles("default.dial-timeout = soon");
        assertThatThrownBy(() -> settings().time(Setting.DIAL_TIMEOUT))
                .hasMessageContaining("dial-timeout in profile default of " + file)
                .hasMessageContaining("'soon'");
        environment.put("ETCDCTL_HEX", "maybe");
        assertThatThrownBy(() -> settings().is(Setting.HEX, false)).hasMessageContaining("ETCDCTL_HEX is 'maybe'");
        given.put(Setting.WRITE_OUT, "xml");
        assertThatThrownBy(() -> settings().format())
                .hasMessageContaining("--write-out is 'xml'")
                .hasMessageContaining("simple, fields, json");
    }

    @Test
    void aShellsSettingsHoldForItsLinesUnlessTheySayOtherwise() {
        given.put(Setting.USER, "root");
        given.put(Setting.HEX, "true");
        Given line = new Given(given);
        line.put(Setting.HEX, "false");
        Settings settings =
                new Settings(line, Map.of("ETCDCTL_USER", "nobody"), warnings::add, new PasswordPrompt(prompt -> null));
        assertThat(settings.text(Setting.USER)).contains("root");
        assertThat(settings.is(Setting.HEX, true)).isFalse();
        assertThat(line.hasAny(setting -> !setting.isOfPrinting())).isFalse();
    }

    @Test
    void bothNamesOfTheFormatCount() {
        environment.put("ETCDCTL_OUTPUT", "yaml");
        assertThat(settings().format()).isEqualTo(Format.YAML);
        given.put(Setting.WRITE_OUT, "json");
        assertThat(settings().format()).isEqualTo(Format.JSON);
        given.put(Setting.OUTPUT, "csv");
        assertThatThrownBy(() -> settings().format()).hasMessageContaining("say different things");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "99999999999", "2147483648", "many", ""})
    void numbersAreWhole(String text) {
        given.put(Setting.MAX_RECV_BYTES, text);
        assertThatThrownBy(() -> settings().number(Setting.MAX_RECV_BYTES))
                .hasMessageContaining("--max-recv-bytes is '" + text + "'");
    }

    @Test
    void zeroIsNoNumberAsInEtcdctl() {
        given.put(Setting.MAX_RECV_BYTES, "0");
        assertThat(settings().number(Setting.MAX_RECV_BYTES)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        ",,xterm,true,true",
        ",,xterm,false,false",
        ",1,xterm,true,false",
        ",,dumb,true,false",
        "always,1,dumb,false,true",
        "never,,xterm,true,false",
        "auto,,xterm,true,true"
    })
    void coloursAreForTerminals(String when, String noColor, String term, boolean terminal, boolean expected) {
        if (when != null) {
            given.put(Setting.COLOR, when);
        }
        environment.put("NO_COLOR", noColor == null ? "" : noColor);
        environment.put("TERM", term);
        Out out = new Out("standard output", OutputStream.nullOutputStream(), terminal);
        assertThat(settings().colours(out).areOn()).isEqualTo(expected);
    }

    @Test
    void anEtcdOfOnesOwnAndEndpointsExcludeEachOtherUnlessOneIsNearer() {
        environment.put("ETCDCTL_ENDPOINTS", "elsewhere:2379");
        given.put(Setting.EMBEDDED, "true");
        assertThat(settings().isEmbedded()).isTrue();
        Given line = new Given(given);
        line.put(Setting.ENDPOINTS, "there:2379");
        assertThat(new Settings(line, environment, warnings::add, new PasswordPrompt(prompt -> null)).isEmbedded())
                .isFalse();
        given.put(Setting.ENDPOINTS, "there:2379");
        assertThatThrownBy(() -> settings().isEmbedded()).hasMessage("--embedded and --endpoints exclude each other.");
    }

    @Test
    void filesOfAProfileAreBesideIt() throws IOException {
        Path file = profiles("default.cacert = ca.pem", "default.key = gone.pem");
        Path ca = Files.createFile(file.resolveSibling("ca.pem"));
        assertThat(settings().file(Setting.CACERT)).contains(ca);
        assertThatThrownBy(() -> settings().file(Setting.KEY))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("gone.pem, which cannot be read");
        given.put(Setting.CERT, "");
        assertThatThrownBy(() -> settings().file(Setting.CERT)).hasMessage("empty string is passed to --cert option.");
    }

    @Test
    void secretsThatOthersCanReadAreToldOf() throws IOException {
        Path file = profiles("default.user = root:secret");
        settings().has(Setting.USER);
        assertThat(warnings).isEmpty();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        settings().has(Setting.USER);
        assertThat(warnings).containsExactly("others than you can read the secrets in " + file + ": chmod 600 it.");
        Files.writeString(file, "default.user = root");
        warnings.clear();
        settings().has(Setting.USER);
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"endpoints = x", "prod.endpoint = x", "prod.profile = other", ".user = x", "prod. = x"})
    void whatIsNoSettingIsToldOf(String line) throws IOException {
        profiles(line);
        assertThatThrownBy(() -> settings().has(Setting.USER)).hasMessageContaining("which is no setting");
    }

    @Test
    void aProfileThatIsNamedIsThere() throws IOException {
        given.put(Setting.PROFILE, "prod");
        assertThatThrownBy(() -> settings().has(Setting.USER)).hasMessageStartingWith("there are no profiles: ");
        profiles("test.user = x");
        assertThatThrownBy(() -> settings().has(Setting.USER)).hasMessageContaining("there is no profile 'prod'");
    }

    @Test
    void theOtherVersionOfTheApiIsToldOf() {
        environment.put("ETCDCTL_API", "3");
        settings().checkEnvironment();
        environment.put("ETCDCTL_API", "2");
        assertThatThrownBy(() -> settings().checkEnvironment())
                .hasMessageContaining("ETCDCTL_API is 2")
                .hasMessageContaining("migrate-v2");
    }

    @Test
    void variablesThatMeanNothingAreNamedOnce() {
        environment.putAll(Map.of("ETCDCTL_ENDPOINT", "x", "ETCDCTL_WATCH_KEY", "k", "ETCDCTL_USER", "u"));
        Settings settings = settings();
        settings.checkEnvironment();
        settings.checkEnvironment();
        assertThat(warnings).containsExactly("the environment variable ETCDCTL_ENDPOINT means nothing here.");
    }
}
