package dev.tercet.cli.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.cli.Ran;
import dev.tercet.embedded.EmbeddedEtcd;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindCommandTest {
    private static final EmbeddedEtcd SERVER = EmbeddedEtcd.builder().port(0).start();
    private static final At AT = At.embedded(SERVER);

    @BeforeAll
    static void something() {
        AT.put("/app/a/timeout", "5s");
        AT.put("/app/b/timeout", "10s");
        AT.put("/app/b/Size", "TEN\nlines");
        AT.put("/db/host", "db.example");
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "timeout, /app/a/timeout /app/b/timeout",
                "/app/*/timeout, /app/a/timeout /app/b/timeout",
                "/app/b/*, /app/b/Size /app/b/timeout",
                "size, ``",
                "-i size, /app/b/Size",
                "--regexp ^/[ad]b?/, /db/host",
                "--regexp /(a|b)/t, /app/a/timeout /app/b/timeout",
                "--value 5*, /app/a/timeout",
                "--value *lines, /app/b/Size",
                "--value-regexp [0-9]+s$ --prefix /app/b, /app/b/timeout",
                "--value-regexp ten.lines -i, /app/b/Size",
                "timeout --value 1*, /app/b/timeout",
                "timeout --limit 1, /app/a/timeout",
                "/db/* --prefix /app, ``",
                "/app/* --prefix /app/a, /app/a/timeout",
                "timeout --count, 2",
                "nothing --count, 0",
            })
    void finds(String words, String keys) {
        Ran ran = AT.run(("find " + words).split(" "));
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out().strip().replace('\n', ' ')).isEqualTo(keys);
    }

    @Test
    void rowsHaveAllOfAKey() {
        assertThat(AT.run("find", "host", "-o", "ndjson").out())
                .contains("\"key\":\"/db/host\",\"value\":\"db.example\"", "\"mod_revision\":");
        assertThat(AT.run("find", "host", "--count", "-o", "ndjson").out()).isEqualTo("{\"count\":1}\n");
    }

    @Test
    void whatMakesNoSenseIsWrongUsage() {
        assertThat(Ran.of("find").exitCode()).isEqualTo(2);
        assertThat(Ran.of("find", "/[a").errLines().get(0)).contains("'/[a'", "no ]");
        assertThat(Ran.of("find", "--regexp", "(").errLines().get(0)).contains("no regular expression");
        assertThat(Ran.of("find", "--value", "a", "--value-regexp", "b").exitCode())
                .isEqualTo(2);
    }
}
