package dev.tercet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.cli.output.Out;
import dev.tercet.cli.run.Cli;
import dev.tercet.cli.run.Streams;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What all commands have in common, asked of each. */
class FrameTest {
    static Stream<CommandLine> commands() {
        Out nowhere = new Out("nowhere", OutputStream.nullOutputStream(), false);
        Streams streams = new Streams(InputStream.nullInputStream(), false, nowhere, nowhere);
        return below(Tercet.commandLine(new Cli(streams, Map.of())));
    }

    private static Stream<CommandLine> below(CommandLine command) {
        return Stream.concat(
                Stream.of(command),
                command.getSubcommands().values().stream().distinct().flatMap(FrameTest::below));
    }

    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpFitsATerminalAndSaysWhatItIsFor(CommandLine command) {
        String[] words = (name(command).replaceFirst("^tercet ?", "") + " --help")
                .strip()
                .split(" ");
        Ran help = Ran.of(words);
        assertThat(help.exitCode()).as(name(command)).isZero();
        assertThat(help.out().lines())
                .as(name(command))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        assertThat(command.getCommandSpec().usageMessage().description())
                .as(name(command))
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyOptionSaysWhatItDoes(CommandLine command) {
        assertThat(command.getCommandSpec().options())
                .filteredOn(option -> !option.hidden())
                .allSatisfy(option -> assertThat(option.description())
                        .as(name(command) + " " + option.longestName())
                        .isNotEmpty());
    }

    @Test
    void picocliMaySetTheFieldsOfEveryCommand() throws IOException {
        String module = Files.readString(
                Path.of(System.getProperty("tercet.root", ".."), "cli/src/main/java/module-info.java"));
        List<String> packages = commands()
                .map(command -> command.getCommand().getClass().getPackageName())
                .filter(name -> name.startsWith("dev.tercet"))
                .distinct()
                .toList();
        assertThat(packages).isNotEmpty().allSatisfy(name -> assertThat(module).contains("opens " + name + " to"));
    }

    @Test
    void optionsOfAllCommandsStandBeforeOrAfterTheName() {
        assertThat(Ran.of("--embedded", "-w", "json", "put", "a", "b").out()).startsWith("{\"header\"");
        assertThat(Ran.of("put", "--embedded", "a", "b", "-w", "json").out()).startsWith("{\"header\"");
        assertThat(Ran.of("put", "a", "--embedded=true", "b", "-w=json").out()).startsWith("{\"header\"");
    }

    @Test
    void whatIsSaidTwiceIsWrongUnlessItIsAList() {
        Ran twice = Ran.of("-w", "json", "put", "--embedded", "a", "b", "-w", "simple");
        assertThat(twice.exitCode()).isEqualTo(2);
        assertThat(twice.errLines().get(0)).isEqualTo("tercet: --write-out is given twice.");
        Ran list = Ran.of("--endpoints=127.0.0.1:1", "get", "a", "--endpoints=127.0.0.1:2", "--command-timeout=200ms");
        assertThat(list.exitCode()).isEqualTo(7);
    }

    @Test
    void namesMayBeShortAsLongAsTheyAreClear() {
        assertThat(Ran.of("--embedded", "pu", "a", "b").out()).isEqualTo("OK\n");
        assertThat(Ran.of("mi").exitCode()).isEqualTo(2);
    }

    @Test
    void aWrongOptionIsAnsweredWithTheRightOne() {
        Ran ran = Ran.of("get", "a", "--prefx");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.errLines())
                .hasSize(2)
                .last()
                .asString()
                .contains("--prefix")
                .endsWith(". Try 'tercet get --help'.");
    }

    @Test
    void nobodyThereIsOneLine() {
        Ran ran = Ran.of("--endpoints", "127.0.0.1:1", "--command-timeout", "300ms", "get", "a");
        assertThat(ran.exitCode()).isEqualTo(7);
        assertThat(ran.errLines())
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("tercet: get \"a\" at http://127.0.0.1:1: "));
        Ran debug = Ran.of("--debug", "--endpoints", "127.0.0.1:1", "--command-timeout", "300ms", "get", "a");
        assertThat(debug.exitCode()).isEqualTo(7);
        assertThat(debug.err()).contains("\tat dev.tercet.");
    }
}
