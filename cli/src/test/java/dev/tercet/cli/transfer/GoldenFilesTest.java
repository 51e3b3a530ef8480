package dev.tercet.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the tools before wrote, byte for byte. */
class GoldenFilesTest {
    @Test
    void jsonIsIndentedAndSortedAtEveryLevel() {
        Entry nested = entry("b", "{\"z\":[1,{\"y\":null,\"x\":[]}],\"a\":{},\"\ud83d\ude00\":1,\"\uffee\":2}");
        assertThat(json(ValueType.JSON, entry("a", "\"text\""), nested, entry("c", "true")))
                .isEqualTo("""
                        {
                            "a": "text",
                            "b": {
                                "a": {},
                                "z": [
                                    1,
                                    {
                                        "x": [],
                                        "y": null
                                    }
                                ],
                                "\uffee": 2,
                                "\ud83d\ude00": 1
                            },
                            "c": true
                        }""");
    }

    @Test
    void jsonOfNothingIsOnOneLine() {
        assertThat(json(ValueType.JSON)).isEqualTo("{}");
    }

    @Test
    void jsonEscapesOnlyWhatItMust() {
        String all = "\"\\/\b\f\n\r\t\u0000\u001f\u007f\u2028\u00e9\ud83d\ude00";
        assertThat(json(ValueType.UTF8, entry("k", all)))
                .isEqualTo("{\n    \"k\": \"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u007f\u2028\u00e9\ud83d\ude00\"\n}");
    }

    @Test
    void base64IsOnOneLine() {
        Bytes bytes = Bytes.wrap(new byte[100]);
        String text = "A".repeat(134) + "==";
        assertThat(EntryText.write(FileFormat.JSON, KeyType.BINARY, ValueType.BINARY, List.of(Entry.of(bytes, bytes))))
                .isEqualTo("{\n    \"" + text + "\": \"" + text + "\"\n}");
    }

    @Test
    void base64IsSortedAsText() {
        List<Entry> entries = List.of(
                Entry.of(Bytes.ofHex("00"), Bytes.EMPTY),
                Entry.of(Bytes.ofHex("68"), Bytes.EMPTY),
                Entry.of(Bytes.ofHex("d0"), Bytes.EMPTY),
                Entry.of(Bytes.ofHex("f8"), Bytes.EMPTY));
        assertThat(EntryText.write(FileFormat.JSON, KeyType.BINARY, ValueType.UTF8, entries))
                .isEqualTo("""
                        {
                            "+A==": "",
                            "0A==": "",
                            "AA==": "",
                            "aA==": ""
                        }""");
    }

    @Test
    void numbersAreAsPythonWritesThem() {
        assertThat(compact("[2.50,1e22,1.0,1e16,1e15,123456789012345680.0,0.0001,0.00001,5e-324]"))
                .isEqualTo("[2.5,1e+22,1.0,1e+16,1000000000000000.0,1.2345678901234568e+17,0.0001,1e-05,5e-324]");
        assertThat(compact("[-0,-0.0,0e5,2e-3,5.684341886080802e-14,2.2250738585072014e-308,1.7976931348623157e308]"))
                .isEqualTo("[0,-0.0,0.0,0.002,5.684341886080802e-14,2.2250738585072014e-308,1.7976931348623157e+308]");
        assertThat(compact("[NaN,Infinity,-Infinity,9007199254740993,123456789012345678901234567890]"))
                .isEqualTo("[NaN,Infinity,-Infinity,9007199254740993,123456789012345678901234567890]");
    }

    @Test
    void numbersThatPythonWouldChangeStayAsTheyWereWritten() {
        String none = "[0.12345678901234567890,1E400,-1e400,1e-400,9007199254740993.0,1e99999999999999999999]";
        assertThat(compact(none)).isEqualTo(none);
    }

    @Test
    void ofMembersWithOneNameTheLastWins() {
        assertThat(compact("{\"b\":1,\"a\":2,\"b\":3}")).isEqualTo("{\"b\":3,\"a\":2}");
    }

    @Test
    void csvHoldsJsonOnOneLine() {
        assertThat(csv(KeyType.UTF8, ValueType.JSON, entry("b", "{ \"z\": 1 }"), entry("c", "[1, \"\u00e9\"]")))
                .isEqualTo("b,\"{\"\"z\"\":1}\"\r\nc,\"[1,\"\"\u00e9\"\"]\"\r\n");
        assertThat(csv(KeyType.BINARY, ValueType.BINARY, entry("foo", "bar"))).isEqualTo("Zm9v,\"\"\"YmFy\"\"\"\r\n");
    }

    @Test
    void csvQuotesWhatItMust() {
        assertThat(csv(
                        KeyType.UTF8,
                        ValueType.UTF8,
                        entry("#a", " b "),
                        entry("a,b", "c"),
                        entry("a\"b", "\n"),
                        entry("c", "")))
                .isEqualTo("#a, b \r\n\"a,b\",c\r\n\"a\"\"b\",\"\n\"\r\nc,\r\n");
    }

    @Test
    void emptyValuesAreNoEmptyTexts() {
        Entry empty = entry("k", "");
        assertThat(json(ValueType.JSON, empty)).isEqualTo("{\n    \"k\": {\n        \"$empty\": true\n    }\n}");
        assertThat(json(ValueType.UTF8, empty)).isEqualTo("{\n    \"k\": \"\"\n}");
        assertThat(json(ValueType.BINARY, empty)).isEqualTo("{\n    \"k\": \"\"\n}");
        assertThat(csv(KeyType.UTF8, ValueType.JSON, empty)).isEqualTo("k,\r\n");
        assertThat(csv(KeyType.UTF8, ValueType.BINARY, empty)).isEqualTo("k,\"\"\"\"\"\"\r\n");
    }

    @Test
    void whatLooksLikeAnEmptyValueIsNone() {
        List<Entry> entries = List.of(
                entry("a", ""),
                entry("b", "{\"$empty\":true}"),
                entry("c", "{\"$empty\":{\"$empty\":true}}"),
                entry("d", "{\"$empty\":false}"),
                entry("e", "{\"$empty\":true,\"x\":1}"),
                entry("f", "true"));
        String text = EntryText.write(FileFormat.JSON, KeyType.UTF8, ValueType.JSON, entries);
        assertThat(text.replaceAll("\\s", ""))
                .isEqualTo("{\"a\":{\"$empty\":true},\"b\":{\"$empty\":{\"$empty\":true}},"
                        + "\"c\":{\"$empty\":{\"$empty\":{\"$empty\":true}}},\"d\":{\"$empty\":false},"
                        + "\"e\":{\"$empty\":true,\"x\":1},\"f\":true}");
        assertThat(EntryText.read(FileFormat.JSON, KeyType.UTF8, ValueType.JSON, text))
                .isEqualTo(entries);
    }

    private static String compact(String json) {
        String row = csv(KeyType.UTF8, ValueType.JSON, entry("k", json)).strip().substring(2);
        return row.startsWith("\"") ? row.substring(1, row.length() - 1).replace("\"\"", "\"") : row;
    }

    private static String json(ValueType values, Entry... entries) {
        return EntryText.write(FileFormat.JSON, KeyType.UTF8, values, List.of(entries));
    }

    private static String csv(KeyType keys, ValueType values, Entry... entries) {
        return EntryText.write(FileFormat.CSV, keys, values, List.of(entries));
    }

    private static Entry entry(String key, String value) {
        return Entry.of(Bytes.of(key), Bytes.of(value));
    }
}
