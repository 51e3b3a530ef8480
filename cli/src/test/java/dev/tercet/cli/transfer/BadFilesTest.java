package dev.tercet.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.cli.error.CommandException;
import dev.tercet.cli.error.Exit;
import dev.tercet.kv.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What makes no sense is told with its line. */
class BadFilesTest {
    @Test
    void json() {
        bad(FileFormat.JSON, "", "in, line 1: there has to be one object");
        bad(FileFormat.JSON, "\n[1]", "in, line 2: there has to be one object");
        bad(FileFormat.JSON, "{\n\"a\": 1,\n}", "in, line 3: ");
        bad(FileFormat.JSON, "{\n\"a\": 1", "in, line 2: ");
        bad(FileFormat.JSON, "{\"a\": 1}\n{}", "in, line 2: something follows the object");
        bad(FileFormat.JSON, "{\n\"a\": -INF}", "in, line 2: '-INF' is no number");
        bad(FileFormat.JSON, "{\n\"\": 1}", "in, line 2: the key is empty");
        bad(FileFormat.JSON, "{\n\"\\ud800\": 1}", "in, line 2: ");
        bad(FileFormat.JSON, "{\"a\":" + "[".repeat(2000), "in, line 1: ");
        badBinary(FileFormat.JSON, "{\n\"b\": \"YmFy\"}", "in, line 2: the key 'b' is not Base64: ");
        badBinary(FileFormat.JSON, "{\n\"Zm9v\": \"?\"}", "in, line 2: the value of 'Zm9v' is not Base64");
        badBinary(FileFormat.JSON, "{\n\"Zm9v\": 1}", "in, line 2: the value of 'Zm9v' is no text");
    }

    @Test
    void csv() {
        bad(FileFormat.CSV, "a,1\r\nb\r\n", "in, line 2: there is one column");
        bad(FileFormat.CSV, "a,\"[\r\n1]\"\r\nb,{\r\n", "in, line 3: the value of 'b' is not JSON");
        bad(FileFormat.CSV, "a,1\r\nb,2,3\r\n", "in, line 2: there are 3 columns");
        bad(FileFormat.CSV, "a,1\nb,2\nc,\"3\n", "in, line 3: from here on it is not CSV: Unclosed");
        bad(FileFormat.CSV, "a,1\nb,2\nc,\"3\"x\n", "in, line 3: from here on it is not CSV: ");
        bad(FileFormat.CSV, "a,\"1\r\n", "in, line 1: from here on it is not CSV");
        bad(FileFormat.CSV, "\r\n,1\r\n", "in, line 2: the key is empty");
        bad(FileFormat.CSV, "a,1 2\r\n", "in, line 1: the value of 'a' is not JSON");
    }

    @Test
    void yaml() {
        bad(FileFormat.YAML, "- a\n", "in, line 1: there has to be one mapping");
        bad(FileFormat.YAML, "a: 1\nb: [\n", "in, line 3: this is not YAML");
        bad(FileFormat.YAML, "a: &x 1\nb: *x\n", "in, line 2: an alias stands here");
        bad(FileFormat.YAML, "a: 1\n[b]: 2\n", "in, line 2: a key has to be a text");
        bad(FileFormat.YAML, "a: b\nc: !!binary aGk=\n", "in, line 2: the tag !!binary stands here");
        bad(FileFormat.YAML, "a: {b: !!int 5}\n", "in, line 1: the tag !!int stands here");
        bad(FileFormat.YAML, "a: !mine [x]\n", "in, line 1: the tag !mine stands here");
        bad(FileFormat.YAML, "!!binary aGk=: x\n", "in, line 1: the tag !!binary stands here");
        bad(FileFormat.YAML, "a: 1\n---\nb: 2\n", "in, line 2: another document begins here");
    }

    @Test
    void properties() {
        bad(FileFormat.PROPERTIES, "# none\n\na=1\\\n2\nb=\\u12x4\n", "in, line 5: \\u needs four");
        bad(FileFormat.PROPERTIES, "a=1\nb=\\u12\nc=2\n", "in, line 2: \\u needs four");
        bad(FileFormat.PROPERTIES, "a=1\n=2\n", "in, line 2: the key is empty");
        bad(FileFormat.PROPERTIES, "a=1\nb\n c : x\n", "in, line 3: the value of 'c' is not JSON");
    }

    @Test
    void ndjson() {
        String whole = EntryText.write(
                FileFormat.NDJSON,
                KeyType.UTF8,
                ValueType.JSON,
                List.of(Entry.of(Bytes.of("a"), Bytes.of("1")), Entry.of(Bytes.of("b"), Bytes.ofHex("ff"))));
        List<String> lines = whole.lines().toList();
        assertThat(lines.get(1)).startsWith("{\"key\":\"b\",\"value_base64\":\"/w==\",");
        bad(FileFormat.NDJSON, "", "in, line 1: the file is cut short");
        bad(FileFormat.NDJSON, lines.get(0) + "\n", "in, line 2: the file is cut short");
        bad(FileFormat.NDJSON, whole.substring(0, whole.length() - 9), "in, line 3: this is not JSON");
        assertThatThrownBy(() -> EntryText.read(
                        FileFormat.NDJSON, KeyType.UTF8, ValueType.JSON, whole.substring(0, whole.length() - 9)))
                .message()
                .doesNotContain("Source", "StreamReadFeature");
        bad(
                FileFormat.NDJSON,
                lines.get(0) + "\n" + lines.get(2) + "\n",
                "in, line 2: it should have 2 keys, and has 1");
        bad(FileFormat.NDJSON, whole.replace("\"a\"", "\"c\""), "in, line 3: the checksum is another");
        bad(FileFormat.NDJSON, whole + "\n", "in, line 4: something follows the last line");
        bad(FileFormat.NDJSON, "{\"value\":\"1\"}\n", "in, line 1: 'key' is missing");
        bad(FileFormat.NDJSON, "{\"key\":\"a\",\"value\":1}\n", "in, line 1: 'value' is no text");
        bad(FileFormat.NDJSON, "{\"key\":\"a\",\"value\":\"\",\"lease\":\"x\"}\n", "in, line 1: 'lease' is no id");
        bad(FileFormat.NDJSON, "{\"key\":\"a\",\"value\":\"\",\"ttl\":1.5}\n", "in, line 1: 'ttl' is no whole number");
        bad(FileFormat.NDJSON, "[]\n", "in, line 1: this is no object");
    }

    @Test
    void onlyUtf8IsText() {
        for (FileFormat format : FileFormat.values()) {
            byte[] bytes = "a=1\nb\u00ff".getBytes(StandardCharsets.ISO_8859_1);
            String line = format == FileFormat.NDJSON || format == FileFormat.JSON ? "in, line " : "in, line 2: ";
            bad(() -> EntryText.read(format, KeyType.UTF8, ValueType.UTF8, bytes), line);
        }
    }

    @Test
    void aMarkOfTheByteOrderIsNoText() {
        assertThat(EntryText.read(FileFormat.CSV, KeyType.UTF8, ValueType.UTF8, "\ufeffa,b\r\n"))
                .containsExactly(Entry.of(Bytes.of("a"), Bytes.of("b")));
    }

    @Test
    void whatDoesNotFitNamesItsKey() {
        Entry entry = Entry.of(Bytes.of("k"), Bytes.of("{nonsense"));
        bad(
                () -> EntryText.write(FileFormat.JSON, KeyType.UTF8, ValueType.JSON, List.of(entry)),
                "the value of \"k\" is not JSON");
        Entry binary = Entry.of(Bytes.ofHex("ff"), Bytes.ofHex("ff"));
        bad(
                () -> EntryText.write(FileFormat.CSV, KeyType.BINARY, ValueType.UTF8, List.of(binary)),
                "the value of \"\\xff\" is not UTF-8");
        bad(
                () -> EntryText.write(FileFormat.YAML, KeyType.UTF8, ValueType.BINARY, List.of(binary)),
                "the key \"\\xff\" is not UTF-8");
    }

    private static void bad(FileFormat format, String text, String message) {
        bad(() -> EntryText.read(format, KeyType.UTF8, ValueType.JSON, text), message);
    }

    private static void badBinary(FileFormat format, String text, String message) {
        bad(() -> EntryText.read(format, KeyType.BINARY, ValueType.BINARY, text), message);
    }

    private static void bad(ThrowingCallable doing, String message) {
        assertThatThrownBy(doing)
                .hasMessageStartingWith(message)
                .isInstanceOfSatisfying(
                        CommandException.class, said -> assertThat(said.exit()).isEqualTo(Exit.BAD_INPUT));
    }
}
