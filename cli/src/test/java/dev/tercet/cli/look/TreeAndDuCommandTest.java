package dev.tercet.cli.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.cli.Ran;
import dev.tercet.embedded.EmbeddedEtcd;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TreeAndDuCommandTest {
    private static final EmbeddedEtcd SERVER = EmbeddedEtcd.builder().port(0).start();
    private static final At AT = At.embedded(SERVER);

    @BeforeAll
    static void something() {
        AT.put("/app/a", "1");
        AT.put("/app/b/x", "2".repeat(1000));
        AT.put("/app/b/y/z", "3");
        AT.put("/db", "4");
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void aTreeHasDirectoriesAndKeys() {
        assertThat(AT.run("tree", "/app/").out()).isEqualTo("""
                        /app/ (3 keys)
                        ├── a
                        └── b/ (2 keys)
                            ├── x
                            └── y/ (1 key)
                                └── z
                        """);
        assertThat(AT.run("tree", "--depth", "1", "--dirs-only", "--ascii").out())
                .isEqualTo("""
                        all (4 keys)
                        `-- /app/ (3 keys)
                        """);
    }

    @Test
    void aTreeCanHaveValues() {
        assertThat(AT.run("tree", "/app/a", "--values").out()).isEqualTo("/app/ (1 key)\n└── a = 1\n");
        assertThat(AT.run("tree", "/app/b/y", "--values", "-o", "ndjson").out().lines())
                .containsExactly(
                        "{\"path\":\"/app/b/\",\"depth\":0,\"type\":\"directory\",\"keys\":1}",
                        "{\"path\":\"/app/b/y/\",\"depth\":1,\"type\":\"directory\",\"keys\":1}",
                        "{\"path\":\"/app/b/y/z\",\"depth\":2,\"type\":\"key\",\"keys\":1,\"value\":\"3\"}");
    }

    @Test
    void valuesHaveAColumnOfTheirOwn() {
        assertThat(AT.run("tree", "/app/b/y", "--values", "-o", "csv").out())
                .isEqualTo("path,depth,type,keys,value,base64\r\n/app/b/,0,directory,1,,\r\n"
                        + "/app/b/y/,1,directory,1,,\r\n/app/b/y/z,2,key,1,3,\r\n");
    }

    @Test
    void sizesHaveTheLargestFirst() {
        assertThat(AT.run("du", "/app/", "--bytes")
                        .out()
                        .lines()
                        .map(line -> line.strip().replaceAll(" +", " ")))
                .containsExactly("1026 3 keys /app/", "1019 2 keys /app/b/");
        assertThat(AT.run("du", "--depth", "0").out()).contains("1.0 kB").contains("4 keys  (all keys)");
        assertThat(AT.run("du", "/app/", "--all", "--limit", "1", "-o", "ndjson")
                        .out())
                .isEqualTo(
                        "{\"path\":\"/app/\",\"type\":\"directory\",\"keys\":3,\"key_bytes\":24,\"value_bytes\":1002,"
                                + "\"bytes\":1026}\n");
    }

    @Test
    void whatMakesNoSenseIsWrongUsage() {
        assertThat(Ran.of("tree", "--depth", "0").exitCode()).isEqualTo(2);
        assertThat(Ran.of("tree", "--separator", "").exitCode()).isEqualTo(2);
        assertThat(Ran.of("du", "--depth", "-1").exitCode()).isEqualTo(2);
    }
}
