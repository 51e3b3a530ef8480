package dev.tercet.cli.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.cli.Ran;
import dev.tercet.embedded.EmbeddedEtcd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {
    private static final EmbeddedEtcd HERE = EmbeddedEtcd.builder().port(0).start();
    private static final EmbeddedEtcd THERE = EmbeddedEtcd.builder().port(0).start();
    private static final At AT = At.embedded(HERE);

    @BeforeAll
    static void something() {
        AT.put("one/a", "1");
        AT.put("one/b", "1");
        AT.put("one/c", "1");
        AT.put("two/b", "1");
        AT.put("two/c", "2");
        AT.put("two/d", "1");
    }

    @AfterAll
    static void stop() {
        HERE.close();
        THERE.close();
    }

    @Test
    void ofTwoPrefixes() {
        Ran ran = AT.run("diff", "--prefix", "one/", "--to-prefix", "two/");
        assertThat(ran.exitCode()).isEqualTo(8);
        assertThat(ran.out())
                .matches("(?s)--- prefix \"one/\" at revision \\d+ of .*\n\\+\\+\\+ prefix \"two/\" at revision .*");
        assertThat(ran.out().lines().skip(2))
                .containsExactly("- one/a = 1", "~ one/c", "    - 1", "    + 2", "+ two/d = 1");
        assertThat(ran.errLines()).containsExactly("+1 -1 ~1, 1 the same");
    }

    @Test
    void rowsHaveBothValues() {
        String[] words = {"diff", "--prefix", "one/", "--to-prefix", "two/", "-o", "csv"};
        assertThat(AT.run(words).out())
                .isEqualTo("change,key,value,to_value,base64\r\n"
                        + "removed,one/a,1,,\r\nchanged,one/c,1,2,\r\nadded,two/d,,1,\r\n");
        words[6] = "ndjson";
        assertThat(AT.run(words).out().lines()).contains("{\"change\":\"added\",\"key\":\"two/d\",\"to_value\":\"1\"}");
        words[6] = "json";
        assertThat(AT.run(words).out().lines())
                .contains("{\"change\":\"added\",\"key\":\"dHdvL2Q=\",\"to_value\":\"MQ==\"}");
    }

    @Test
    void byNamesOnly() {
        Ran ran = AT.run("diff", "--prefix", "one/", "--to-prefix", "two/", "--names-only");
        assertThat(ran.out().lines().skip(2)).containsExactly("- one/a", "~ one/c", "+ two/d");
    }

    @Test
    void ofTwoRevisions() {
        long before = AT.put("rev/a", "line 1\nline 2\n");
        AT.put("rev/a", "line 1\nline two\n");
        AT.put("rev/b", "new");
        Ran ran = AT.run("diff", "--prefix", "rev/", "--rev", String.valueOf(before));
        assertThat(ran.exitCode()).isEqualTo(8);
        assertThat(ran.out().lines().skip(2))
                .containsExactly("~ rev/a", "    line 2:", "    - line 2", "    + line two", "+ rev/b = new");
        Ran same = AT.run("diff", "--prefix", "rev/", "--rev", String.valueOf(before + 2));
        assertThat(same.exitCode()).isZero();
        assertThat(same.out()).isEmpty();
        assertThat(same.errLines()).containsExactly("no difference: 2 keys are the same");
    }

    @Test
    void ofTwoClusters() {
        AT.put("far/a", "here");
        THERE.client().kv().put("far/a", "there");
        Ran ran = AT.run("diff", "--prefix", "far/", "--to-endpoints", THERE.endpoint(), "-o", "ndjson");
        assertThat(ran.exitCode()).isEqualTo(8);
        assertThat(ran.out())
                .isEqualTo("{\"change\":\"changed\",\"key\":\"far/a\",\"value\":\"here\",\"to_value\":\"there\"}\n");
        Ran json = AT.run("diff", "--prefix", "far/", "--to-endpoints", THERE.endpoint(), "-w", "json");
        assertThat(json.out())
                .isEqualTo(
                        "{\"change\":\"changed\",\"key\":\"ZmFyL2E=\",\"value\":\"aGVyZQ==\",\"to_value\":\"dGhlcmU=\"}\n");
    }

    @Test
    void ofAClusterAndAFile(@TempDir Path folder) throws IOException {
        AT.put("file/b", "{\"x\":1,  \"y\":2}");
        AT.put("file/c", "1");
        AT.put("file/d", "no json");
        // In no order, and the store's value is laid out in another way.
        Path file = Files.writeString(
                folder.resolve("backup.json"),
                "{\"file/d\": 4, \"file/b\": {\"y\": 2, \"x\": 1}, \"file/a\": 3, \"else\": 1}");
        Ran ran = AT.run("diff", "--prefix", "file/", "--file", file.toString());
        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(8);
        assertThat(ran.out().lines().skip(1))
                .containsExactly("+++ " + file, "+ file/a = 3", "- file/c = 1", "~ file/d", "    - no json", "    + 4");
        assertThat(ran.errLines()).containsExactly("+1 -1 ~1, 1 the same");
        Ran none = AT.run("diff", "--file", folder.resolve("none").toString());
        assertThat(none.exitCode()).isEqualTo(6);
        assertThat(none.err()).startsWith("tercet: cannot read ");
        // No list, and not an empty one either.
        assertThat(AT.run("diff", "--file", folder.resolve("none").toString(), "-o", "yaml")
                        .out())
                .isEmpty();
        assertThat(AT.run("diff", "--prefix", "one/", "--to-prefix", "one/", "--rev", "1000000", "-o", "yaml")
                        .out())
                .isEmpty();
        assertThat(Ran.of("diff", "--rev", "1", "-k", "binary").errLines().get(0))
                .contains("--file");
    }

    @Test
    void coloursAreThereWhenAskedFor() {
        Ran ran = AT.run("diff", "--prefix", "one/", "--to-prefix", "two/", "--color", "always");
        assertThat(ran.out()).contains("\u001b[31m- one/a = 1\u001b[0m\n");
    }

    @Test
    void whatMakesNoSenseIsSaidBeforeAnythingIsSent() {
        assertThat(Ran.of("diff", "--prefix", "a").errLines().get(0)).contains("both sides are the same");
        assertThat(Ran.of("diff", "--rev", "-1").exitCode()).isEqualTo(2);
        assertThat(Ran.of("diff", "--rev", "1", "--to-user", "root").errLines().get(0))
                .contains("--to-endpoints");
        assertThat(Ran.of("diff", "--rev", "1", "-w", "table").exitCode()).isEqualTo(4);
        Ran missing = Ran.of("diff", "--file", "none.json");
        assertThat(missing.exitCode()).isEqualTo(6);
        assertThat(missing.errLines()).containsExactly("tercet: cannot read none.json: there is no such file.");
    }

    @Test
    void aRevisionToComeIsAFailure() {
        Ran ran = AT.run("diff", "--rev", "1000000");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.errLines()).hasSizeBetween(1, 2);
    }
}
