package dev.tercet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionCommandTest {
    @Test
    void tellsTheServersToo() {
        Ran ran = Ran.of("version", "--embedded");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out())
                .matches("tercet version: \\d+\\.\\d+\\.\\S+\nAPI version: 3\\.\\d\netcd version: 3\\.\\d+\\.\\S+\n");
        assertThat(Ran.of("version", "--embedded", "-w", "json").out())
                .matches("\\{\"version\":\"\\S+\",\"api_version\":\"3\\.\\d\",\"server_version\":\"3\\.\\S+\"}\n");
    }

    @Test
    void needsNoServer() {
        Ran ran = Ran.of("version", "--endpoints", "127.0.0.1:1");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).matches("tercet version: \\S+\nAPI version: 3\\.\\d\n");
        assertThat(ran.err()).isEmpty();
    }
}
