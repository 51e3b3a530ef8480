package dev.tercet.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.cli.error.CommandException;
import dev.tercet.kv.Bytes;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainLineTest {
    private static final String LINE =
            "{\"key\":\"a/b\",\"value\":\"v 1\",\"create_revision\":2,\"mod_revision\":30,\"version\":4}";

    @Test
    void readsWhatExportWrites() {
        assertThat(PlainLine.entry(Bytes.of(LINE)))
                .isEqualTo(new Entry(Bytes.of("a/b"), Bytes.of("v 1"), 2, 30, 4, 0, null));
    }

    @Test
    void readsItInTheMiddleOfAnArray() {
        byte[] around = ("{}" + LINE + "}").getBytes(StandardCharsets.UTF_8);
        assertThat(PlainLine.entry(Bytes.wrap(around, 2, LINE.length())))
                .isEqualTo(PlainLine.entry(Bytes.of(LINE)))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"key\":\"a\"}",
                "{\"key\":\"\",\"value\":\"v\"}",
                "{\"key\":\"a\",\"value\":\"v\"",
                "{\"key\":\"a\",\"value\":\"v\"}}",
                "{\"key\":\"a\",\"value\":\"v\",}",
                "{\"key\":\"a\",\"value\":\"v\"} ",
                "{\"key\":\"a\", \"value\":\"v\"}",
                "{\"key\":\"a\",\"value\":\"v\\n\"}",
                "{\"key\":\"a\",\"value\":\"v\t\"}",
                "{\"key\":\"ä\",\"value\":\"v\"}",
                "{\"key\":\"a\",\"value\":\"v",
                "{\"key\":\"a\",\"value\":1}",
                "{\"key\":\"a\",\"value\":null}",
                "{\"key\":\"a\",\"key\":\"b\",\"value\":\"v\"}",
                "{\"key\":\"a\",\"value\":\"\",\"value\":\"v\"}",
                "{\"key\":\"a\",\"value\":\"v\",\"version\":01}",
                "{\"key\":\"a\",\"value\":\"v\",\"version\":-1}",
                "{\"key\":\"a\",\"value\":\"v\",\"version\":1.0}",
                "{\"key\":\"a\",\"value\":\"v\",\"version\":1e3}",
                "{\"key\":\"a\",\"value\":\"v\",\"version\":\"1\"}",
                "{\"key\":\"a\",\"value\":\"v\",\"version\":1,\"version\":1}",
                "{\"key\":\"a\",\"value\":\"v\",\"version\":9999999999999999999}",
                "{\"key\":\"a\",\"value\":\"v\",\"lease\":\"1f\"}",
                "{\"key\":\"a\",\"value\":\"v\",\"key_base64\":\"YQ==\"}",
                "{\"keys\":1,\"revision\":2,\"sha256\":\"00\"}"
            })
    void leavesAllElseToOthers(String line) {
        assertThat(PlainLine.entry(Bytes.of(line))).isNull();
    }

    /** Whatever is done to a line, it says the same as the reader of all JSON, or nothing. */
    @Test
    void takesNothingForWhatItIsNot() {
        Random random = new Random(20_261_121);
        byte[] alphabet = "{}\":,\\01 aé\n".getBytes(StandardCharsets.UTF_8);
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] line = LINE.getBytes(StandardCharsets.UTF_8);
            for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
                line[random.nextInt(line.length)] = alphabet[random.nextInt(alphabet.length)];
            }
            Entry plain = PlainLine.entry(Bytes.wrap(line));
            if (plain != null) {
                read++;
                assertThat(slowly(line))
                        .as(new String(line, StandardCharsets.UTF_8))
                        .isEqualTo(plain);
            }
        }
        assertThat(read).as("lines that were still plain").isGreaterThan(500);
    }

    /** A blank before it, and it is not plain any more. */
    private static @Nullable Entry slowly(byte[] line) {
        String text = " " + new String(line, StandardCharsets.UTF_8) + "\n";
        try (EntryReader reader =
                new NdjsonEntryReader("file", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))) {
            return reader.next();
        } catch (CommandException e) {
            return null;
        }
    }
}
