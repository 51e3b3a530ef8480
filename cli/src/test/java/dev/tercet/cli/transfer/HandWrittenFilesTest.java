package dev.tercet.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.Bytes;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Files as people and other programs write them. */
class HandWrittenFilesTest {
    @Test
    void jsonKeepsNumbersAsTheyStand() {
        assertThat(read(FileFormat.JSON, ValueType.JSON, " {\"a\": 2.50, \"b\": [1e400, {\"x\" : 1}]} \n\n"))
                .containsEntry("a", "2.50")
                .containsEntry("b", "[1e400,{\"x\":1}]");
    }

    @Test
    void csvMayHaveMoreColumnsAndOtherLineEnds() {
        assertThat(read(FileFormat.CSV, ValueType.UTF8, "a,1\n\nb,\"2\n3\"\rc,"))
                .containsEntry("a", "1")
                .containsEntry("b", "2\n3")
                .containsEntry("c", "");
    }

    @Test
    void yamlIsCoreSchema() {
        String text = """
                # comment
                %s: 8080
                b: {x: 0x10, y: +007, z: .5, n: ~, t: True, i: -.INF}
                l: [+1.5, -01.e3, 00.12345678901234567890, 1e400]
                c: |
                  two
                  lines
                d: 'null'
                e:
                """.formatted("a");
        assertThat(read(FileFormat.YAML, ValueType.JSON, text))
                .containsEntry("a", "8080")
                .containsEntry("b", "{\"x\":16,\"y\":7,\"z\":0.5,\"n\":null,\"t\":true,\"i\":-Infinity}")
                .containsEntry("l", "[1.5,-1e3,0.12345678901234567890,1e400]")
                .containsEntry("c", "\"two\\nlines\\n\"")
                .containsEntry("d", "\"null\"")
                .containsEntry("e", "");
        assertThat(read(FileFormat.YAML, ValueType.UTF8, "a: 8080\nb: null\nc:\n"))
                .containsEntry("a", "8080")
                .containsEntry("b", "null")
                .containsEntry("c", "");
        assertThat(read(FileFormat.YAML, ValueType.JSON, "")).isEmpty();
    }

    @Test
    void yamlReadsWell() {
        String text = EntryText.write(
                FileFormat.YAML,
                KeyType.UTF8,
                ValueType.JSON,
                List.of(
                        Entry.of(Bytes.of("/a"), Bytes.of("{\"port\":8080,\"on\":[true,\"yes\",\"x\"],\"none\":{}}")),
                        Entry.of(Bytes.of("b c"), Bytes.EMPTY),
                        Entry.of(Bytes.of("d"), Bytes.of("null"))));
        assertThat(text).isEqualTo("""
                        /a:
                          port: 8080
                          "on":
                          - true
                          - "yes"
                          - x
                          none: {}
                        "b c":
                        d: null
                        """);
    }

    @Test
    void propertiesAreJavas() throws Exception {
        Properties theirs = new Properties();
        theirs.setProperty(" k e=y:\u00e9\ud83d\ude00#", " v\\a\n\tlue \u0000!");
        theirs.setProperty("empty", "");
        StringWriter written = new StringWriter();
        theirs.store(written, "comment\nof two lines");
        assertThat(read(FileFormat.PROPERTIES, ValueType.UTF8, written.toString()))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(" k e=y:\u00e9\ud83d\ude00#", " v\\a\n\tlue \u0000!", "empty", ""));

        String ours = EntryText.write(
                FileFormat.PROPERTIES,
                KeyType.UTF8,
                ValueType.UTF8,
                List.of(
                        Entry.of(Bytes.of(" k e=y:\u00e9\ud83d\ude00#"), Bytes.of(" v\\a\n\tlue \u0000!")),
                        Entry.of(Bytes.of("empty"), Bytes.EMPTY)));
        Properties read = new Properties();
        read.load(new StringReader(ours));
        assertThat(read).isEqualTo(theirs);
        assertThat(read(FileFormat.PROPERTIES, ValueType.UTF8, "  a : b\\\r\n   c\r\n! x \\\r\nd e\r\nf"))
                .containsExactlyEntriesOf(new TreeMap<>(Map.of("a", "bc", "d", "e", "f", "")));
    }

    private static Map<String, String> read(FileFormat format, ValueType values, String text) {
        Map<String, String> read = new TreeMap<>();
        EntryText.read(format, KeyType.UTF8, values, text)
                .forEach(entry -> read.put(entry.key().utf8(), entry.value().utf8()));
        return read;
    }
}
