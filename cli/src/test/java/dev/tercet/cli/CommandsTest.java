package dev.tercet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommandsTest {
    @Test
    void helpNamesTheCommandsAndExitCodes() {
        Ran help = Ran.of("--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("tour", "embedded", "migrate-v2", "Exit codes:", "wrong usage");
        assertThat(help.err()).isEmpty();
    }

    @Test
    void helpIsACommandToo() {
        assertThat(Ran.of("help")).isEqualTo(Ran.of("--help"));
        assertThat(Ran.of("help", "tour")).isEqualTo(Ran.of("tour", "--help"));
    }

    @Test
    void helpNamesTheOptionsOfAllCommands() {
        Ran help = Ran.of("--help");
        assertThat(help.exitCode()).isZero();
        assertThat(Ran.of("tour", "--help").out())
                .contains("see 'tercet --help'")
                .doesNotContain("--cacert");
        assertThat(help.out())
                .contains("--endpoints", "--user", "--cacert", "--cert", "--key", "--insecure-skip-tls-verify")
                .contains("--discovery-srv", "--discovery-srv-name", "--command-timeout", "--debug");
        assertThat(help.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    @Test
    void versionIsTheBuilds() {
        Ran version = Ran.of("--version");
        assertThat(version.exitCode()).isZero();
        assertThat(version.out()).matches("tercet \\d+\\.\\d+\\.\\d+(-SNAPSHOT)? \\(Java \\d+\\)\\R");
    }

    @Test
    void aloneItShowsItsHelp() {
        assertThat(Ran.of()).isEqualTo(Ran.of("--help"));
    }

    @Test
    void unknownCommandsAndOptionsAreWrongUsage() {
        assertThat(Ran.of("tuor").exitCode()).isEqualTo(2);
        Ran option = Ran.of("tour", "--endpoint", "localhost:2379");
        assertThat(option.exitCode()).isEqualTo(2);
        assertThat(option.err()).contains("--endpoints").contains("Try 'tercet tour --help'.");
    }

    @Test
    void malformedEndpointIsWrongUsage() {
        Ran ran = Ran.of("tour", "--endpoints", "ftp://localhost");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.errLines().get(0)).startsWith("tercet: ").contains("ftp://localhost");
    }

    @Test
    void tlsForAPlainEndpointIsWrongUsage() {
        Ran ran = Ran.of("tour", "--endpoints", "http://localhost:2379", "--insecure-skip-tls-verify");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.errLines().get(0)).startsWith("tercet: ").contains("http://localhost:2379", "use https://");
    }

    @Test
    void aClusterThatIsNotThereIsOneSurprise() {
        // Port 1 of the loopback: nobody listens there, and the refusal is immediate.
        Ran ran = Ran.of("tour", "--endpoints", "127.0.0.1:1", "--command-timeout", "300ms");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err())
                .startsWith("tour: step 1, status: not as expected")
                .contains("127.0.0.1:1")
                .doesNotContain("\tat ");
    }

    @Test
    void debugShowsWhereItCameFrom() {
        Ran ran = Ran.of("tour", "--debug", "--endpoints", "127.0.0.1:1", "--command-timeout", "300ms");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err()).contains("\tat dev.tercet.");
    }
}
