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
}
