package dev.tercet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

class CommandsTableTest {
    private static Optional<String> named(String... words) {
        return Commands.named(words).map(Commands.Named::name);
    }

    @Test
    void theTableHasTheNamesOfTheCommandsThemselves() {
        assertThat(Commands.all())
                .isNotEmpty()
                .allSatisfy(each -> assertThat(
                                each.type().getAnnotation(Command.class).name())
                        .isEqualTo(each.name()));
        assertThat(Commands.all()).extracting(Commands.Named::name).doesNotHaveDuplicates();
    }

    @Test
    void aNameThatIsSaidInFullIsAllThatIsLookedAt() {
        assertThat(named("get", "k")).contains("get");
        assertThat(named("--debug", "-w", "json", "get", "put")).contains("get");
        assertThat(named("--endpoints", "put", "get")).contains("get");
        assertThat(named("--endpoints=put", "-wjson", "get")).contains("get");
    }

    @Test
    void allAreLookedAtWhereNoneIsNamedOrOneSpeaksOfAll() {
        assertThat(named()).isEmpty();
        assertThat(named("--help")).isEmpty();
        assertThat(named("ge", "k")).isEmpty();
        assertThat(named("nonsense", "get")).isEmpty();
        assertThat(named("help", "get")).isEmpty();
    }

    @Test
    void abbreviationsAndSuggestionsStillWork() {
        assertThat(Ran.of("migrate", "--help")).isEqualTo(Ran.of("migrate-v2", "--help"));
        assertThat(Ran.of("migrate-v3").err()).contains("migrate-v2");
    }

    @Test
    void everyCommandHasTheVersion() {
        String version = Ran.of("--version").out();
        assertThat(Ran.of("get", "--version").out()).isEqualTo(version);
        assertThat(Ran.of("member", "list", "--version").out()).isEqualTo(version);
    }

    @Test
    void exportAndImportHaveNamesOfTheirOwn() {
        Ran unknown = Ran.as("etcd-export", "--nonsense");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).startsWith("etcd-export: ").contains("Try 'etcd-export --help'.");
        assertThat(Ran.as("etcd-import", "--help").out()).startsWith("Usage: etcd-import [OPTIONS] FILE");
        Ran missing = Ran.as("etcd-import", "/nowhere/at/all");
        assertThat(missing.exitCode()).isNotZero();
        assertThat(missing.out() + missing.err()).contains("/nowhere/at/all").doesNotContain("tercet:");
        assertThat(Ran.as("anything", "--version")).isEqualTo(Ran.of("--version"));
    }
}
