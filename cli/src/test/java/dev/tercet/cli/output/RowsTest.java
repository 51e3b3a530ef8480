package dev.tercet.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.tercet.cli.error.CommandException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The formats of rows, read back by those who read them. */
class RowsTest {
    private static final Bytes BINARY = Bytes.ofHex("00ff0a09");
    private static final Row TEXT = Row.of(new KeyValue(Bytes.of("k"), Bytes.of("v\t1"), 2, 3, 1, 0x1f));
    private static final Row BYTES = Row.of(new KeyValue(Bytes.of("b"), BINARY, 4, 4, 1, 0));
    private static final Row MEMBER = Row.empty()
            .with("id", "8e9e05c52164694d")
            .with("urls", List.of("http://a:1", "http://b:2"))
            .with("learner", false);
    private static final String[] TRICKY = {
        "no",
        "Yes",
        "0777",
        "12:30:45",
        "2024-01-01",
        "1_000",
        "1e3",
        "0x1f",
        "~",
        "null",
        "",
        " a",
        "a ",
        "a\nb\n",
        "\n",
        "- x",
        "a: b",
        "a # b",
        "'",
        "\"",
        "\r",
        "a\r\nb",
        "\t",
        "\u0000",
        "\u0085",
        "\u2028",
        "\uFEFF",
        "😀",
        "\u007f",
        "{",
        "%",
        "@",
        "...",
        "---",
        "!tag",
        "*x",
        "&x",
        "=",
        "<<",
        ".5",
        "-.inf",
        "on",
        "y",
        "a,b",
        "a\"b",
        "#",
        "!",
        "a=b:c",
        "\\",
        "  ",
        "a\n\n  b"
    };

    @Test
    void rawIsTheValueAsItIs() {
        assertThat(written(Format.RAW, TEXT, BYTES))
                .isEqualTo(Bytes.of("v\t1\n").plus(BINARY).plus(Bytes.of("\n")));
        assertThat(written(Format.RAW, MEMBER, TEXT.without("value")).utf8())
                .isEqualTo("8e9e05c52164694d\thttp://a:1,http://b:2\tfalse\nk\t2\t3\t1\t1f\n");
    }

    @Test
    void ndjsonLeavesOutWhatIsNotThere() {
        assertThat(written(Format.NDJSON, TEXT, BYTES).utf8()).isEqualTo("""
                        {"key":"k","value":"v\\t1","create_revision":2,"mod_revision":3,"version":1,"lease":"1f"}
                        {"key":"b","value_base64":"AP8KCQ==","create_revision":4,"mod_revision":4,"version":1}
                        """);
    }

    @Test
    void yamlIsAList() {
        assertThat(written(Format.YAML, BYTES, MEMBER).utf8()).isEqualTo("""
                        - key: b
                          value: !!binary |-
                            AP8KCQ==
                          create_revision: 4
                          mod_revision: 4
                          version: 1
                        - id: '8e9e05c52164694d'
                          urls:
                          - http://a:1
                          - http://b:2
                          learner: false
                        """);
        assertThat(written(Format.YAML).utf8()).isEqualTo("[]\n");
    }

    @Test
    void csvHasAHeaderAndTellsWhatIsInBase64() {
        assertThat(written(Format.CSV, TEXT, BYTES).utf8())
                .isEqualTo("key,value,create_revision,mod_revision,version,lease,base64\r\n"
                        + "k,v\t1,2,3,1,1f,\r\nb,AP8KCQ==,4,4,1,,value\r\n");
        assertThat(written(Format.CSV, MEMBER).utf8())
                .isEqualTo("id,urls,learner\r\n8e9e05c52164694d,\"http://a:1,http://b:2\",false\r\n");
        assertThat(written(Format.CSV).isEmpty()).isTrue();
    }

    @Test
    void csvLosesNoCells() {
        assertThatThrownBy(() -> written(Format.CSV, TEXT, MEMBER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[id, urls, learner]");
        assertThatThrownBy(() -> written(Format.CSV, TEXT.without("lease"), TEXT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRowWithoutItsValueShowsAllThatItHas() {
        Row gone = Row.empty().with("key", Bytes.of("k")).with("value", null).with("type", "delete");
        assertThat(written(Format.RAW, gone).utf8()).isEqualTo("k\t\tdelete\n");
        assertThat(written(Format.PROPERTIES, gone).utf8()).isEqualTo("1.key=k\n1.value=\n1.type=delete\n");
    }

    @Test
    void propertiesAreKeysAndValuesOrNumbered() {
        assertThat(written(Format.PROPERTIES, TEXT, MEMBER).utf8()).isEqualTo("""
                        k=v\\t1
                        2.id=8e9e05c52164694d
                        2.urls=http\\://a\\:1,http\\://b\\:2
                        2.learner=false
                        """);
        assertThatThrownBy(() -> written(Format.PROPERTIES, BYTES))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("not UTF-8 at \"b\"");
    }

    @Test
    void anyTextIsReadBack() throws IOException {
        List<String> texts = new ArrayList<>(List.of(TRICKY));
        long seed = Long.getLong("tercet.seed", 20_261_121);
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            texts.add(random(random));
        }
        Row[] rows = texts.stream()
                .map(text -> Row.empty().with("key", Bytes.of("k" + text)).with("value", Bytes.of(text)))
                .toArray(Row[]::new);

        List<?> yaml = (List<?>) new Load(LoadSettings.builder()
                        .setCodePointLimit(Integer.MAX_VALUE)
                        .build())
                .loadFromString(written(Format.YAML, rows).utf8());
        List<NamedCsvRecord> csv = CsvReader.builder()
                .ofNamedCsvRecord(written(Format.CSV, rows).utf8())
                .stream()
                .toList();
        Properties properties = new Properties();
        properties.load(new StringReader(written(Format.PROPERTIES, rows).utf8()));
        for (int i = 0; i < rows.length; i++) {
            String text = texts.get(i);
            assertThat(text(((Map<?, ?>) yaml.get(i)).get("value")))
                    .as("seed %d", seed)
                    .isEqualTo(text);
            assertThat(csv.get(i).getField("value")).as("seed %d", seed).isEqualTo(text);
            assertThat(properties.getProperty("k" + text)).as("seed %d", seed).isEqualTo(text);
        }
    }

    /** Texts that YAML cannot print come as bytes. */
    private static Object text(Object cell) {
        return cell instanceof byte[] bytes ? new String(bytes, UTF_8) : cell;
    }

    private static String random(Random random) {
        StringBuilder text = new StringBuilder();
        String likely = " \n\r\t:#-'\"\\{}[],&*!|>%@`=.0123456789abNnOoYy~";
        for (int i = random.nextInt(12); i > 0; i--) {
            int point = random.nextInt(4) > 0
                    ? likely.charAt(random.nextInt(likely.length()))
                    : random.nextInt(Character.MAX_CODE_POINT);
            text.appendCodePoint(Character.getType(point) == Character.SURROGATE ? ' ' : point);
        }
        return text.toString();
    }

    @Test
    void anyBytesAreReadBack() {
        Random random = new Random(11);
        byte[] bytes = new byte[2000];
        random.nextBytes(bytes);
        Row row = Row.empty().with("key", Bytes.of("k")).with("value", Bytes.wrap(bytes));
        List<?> yaml = (List<?>) new Load(LoadSettings.builder().build())
                .loadFromString(written(Format.YAML, row).utf8());
        assertThat(((Map<?, ?>) yaml.get(0)).get("value")).isEqualTo(bytes);
        String csv = CsvReader.builder()
                .ofNamedCsvRecord(written(Format.CSV, row).utf8())
                .stream()
                .toList()
                .get(0)
                .getField("value");
        assertThat(Base64.getDecoder().decode(csv)).isEqualTo(bytes);
    }

    private static Bytes written(Format format, Row... rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Out out = new Out("test", bytes, false);
        try (RowWriter writer = RowWriter.of(format, out)) {
            List.of(rows).forEach(writer::write);
        }
        out.flush();
        return Bytes.wrap(bytes.toByteArray());
    }
}
