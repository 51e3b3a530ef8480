package dev.tercet.gateway.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.auth.Permission;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.Op;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.kv.TxnResult;
import dev.tercet.maintenance.AlarmType;
import dev.tercet.spi.AuthRpcs;
import dev.tercet.spi.KvRpcs;
import dev.tercet.spi.LeaseRpcs;
import dev.tercet.spi.MaintenanceRpcs;
import dev.tercet.spi.WatchRpcs;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All forms that JSON has for what is meant, and what is none of them. */
class JsonBodiesTest {
    private static GetResult range(String body) {
        return JsonBodies.read(Codecs.of(KvRpcs.RANGE), body);
    }

    private static Bytes value(String json) {
        return range("{\"kvs\":[{\"value\":" + json + "}]}").kvs().get(0).value();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            5                      | 5
            "5"                    | 5
            0                      | 0
            null                   | 0
            -1                     | -1
            "-1"                   | -1
            5.0                    | 5
            5e3                    | 5000
            "50e-1"                | 5
            "0000000000000000000005" | 5
            "\\u0035"              | 5
            999999999999999999     | 999999999999999999
            "1000000000000000000"  | 1000000000000000000
            9223372036854775807    | 9223372036854775807
            "-9223372036854775808" | -9223372036854775808
            """)
    void numbers(String json, long meant) {
        assertThat(range("{\"count\":" + json + "}").count()).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\"x\"",
                "\"0x5\"",
                "1.5",
                "true",
                "[]",
                "{}",
                "9223372036854775808",
                "\"-9223372036854775809\"",
                "1e19",
                "\"1e400\"",
                "\"1e999999999\"",
                "\"1e-999999999\"",
                "\"NaN\""
            })
    void noNumbers(String json) {
        assertThatThrownBy(() -> range("{\"count\":" + json + "}"))
                .isInstanceOf(UnreadableException.class)
                .hasMessageEndingWith(" at /count");
    }

    @ParameterizedTest
    @CsvSource({
        "18446744073709551615,-1",
        "9223372036854775808,-9223372036854775808",
        "12345678901234567890,-6101065172474983726"
    })
    void unsignedNumbers(String text, long meant) {
        for (String json : List.of(text, '"' + text + '"')) {
            assertThat(range("{\"header\":{\"member_id\":" + json + "}}").header())
                    .isEqualTo(new Header(0, meant, 0, 0));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "\"-1\"", "18446744073709551616"})
    void noUnsignedNumbers(String json) {
        assertThatThrownBy(() -> range("{\"header\":{\"member_id\":" + json + "}}"))
                .isInstanceOf(UnreadableException.class)
                .hasMessage("no whole number of 64 bits at /header/member_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"-_8A\"", "\"+/8A\"", "\"+\\/8A\"", "\"\\u002b/8A\""})
    void bytesInEitherAlphabet(String json) {
        assertThat(value(json)).isEqualTo(Bytes.ofHex("fbff00"));
    }

    @ParameterizedTest
    @CsvSource({"aw==,6b", "aw,6b", "a28=,6b6f", "a28,6b6f", "-_8,fbff", "-_8=,fbff", "-w,fb", "-w==,fb"})
    void bytesWithAndWithoutPadding(String text, String meant) {
        assertThat(value('"' + text + '"')).isEqualTo(Bytes.ofHex(meant));
    }

    @Test
    void bytesOfEveryLength() {
        Random random = new Random(5);
        for (int length = 0; length < 300; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            String standard = Base64.getEncoder().encodeToString(bytes);
            String url = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            for (String text : List.of(standard, url, standard.replace("=", ""), standard.replace("/", "\\/"))) {
                assertThat(value('"' + text + '"')).isEqualTo(Bytes.wrap(bytes));
            }
            if (length > 0) {
                String wrong = '"' + standard.substring(0, length) + '*' + standard.substring(length + 1) + '"';
                assertThatThrownBy(() -> value(wrong)).isInstanceOf(UnreadableException.class);
            }
        }
    }

    @Test
    void noBytes() {
        assertThat(value("\"\"")).isEqualTo(Bytes.EMPTY);
        assertThat(value("null")).isEqualTo(Bytes.EMPTY);
        for (String json : List.of("\"a\"", "\"****\"", "5", "true", "[107]", "{}")) {
            assertThatThrownBy(() -> value(json), "%s", json)
                    .isInstanceOf(UnreadableException.class)
                    .hasMessage("no base64 at /kvs/0/value");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "\"NOSPACE\",NOSPACE",
        "1,NOSPACE",
        "2,CORRUPT",
        "0,NONE",
        "null,NONE",
        "7,NONE",
        "-1,NONE",
        "\"NEWER\",NONE"
    })
    void enumerations(String json, AlarmType meant) {
        assertThat(JsonBodies.read(Codecs.of(MaintenanceRpcs.ALARM), "{\"alarms\":[{\"alarm\":" + json + "}]}")
                        .alarms()
                        .get(0)
                        .type())
                .isEqualTo(meant);
    }

    @Test
    void whatIsNotKnown() {
        assertThat(
                        range(
                                " {\"new\":{\"deep\":[{\"er\":[[]]},\"}\",1.5e-3,null]},\r\n\t\"count\" : \"5\" , \"x\":true}\n"))
                .isEqualTo(new GetResult(Header.NONE, List.of(), false, 5));
    }

    @Test
    void theLastOfTwo() {
        assertThat(range("{\"count\":\"1\",\"kvs\":[{\"version\":\"1\"}],\"count\":\"2\",\"kvs\":null}"))
                .isEqualTo(new GetResult(Header.NONE, List.of(), false, 2));
    }

    @Test
    void anOperationThatWasNotSentKeepsItsPlace() {
        TxnResult result = JsonBodies.read(
                Codecs.of(KvRpcs.TXN),
                "{\"responses\":[{\"response_new\":{}},{\"response_put\":{},\"response_range\":null},{}]}");
        assertThat(result.results()).hasSize(3);
        assertThat(result.put(1).header()).isEqualTo(Header.NONE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                             | nothing
            `  `                           | nothing
            []                             | JSON, but no object
            null                           | JSON, but no object
            {}{}                           | more than one object
            {} x                           | no JSON at byte 3
            <html>                         | no JSON at byte 0
            {"count":"secret               | JSON that is cut off after 16 bytes
            {"count"                       | JSON that is cut off after 8 bytes
            {"kvs":[{"value":"c2V          | JSON that is cut off after 21 bytes
            {"count":secret}               | no JSON at byte
            {"kvs":[{"value":"c2VjcmV0*"}]} | no base64 at /kvs/0/value
            {"kvs":{"value":"c2VjcmV0"}}   | no list at /kvs
            {"kvs":["secret"]}             | no object at /kvs/0
            {"more":"secret"}              | no true or false at /more
            """)
    void noReplies(String body, String why) {
        assertThatThrownBy(() -> range(body))
                .isInstanceOf(UnreadableException.class)
                .hasMessageStartingWith(why)
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @Test
    void valuesThatCannotBe() {
        assertThatThrownBy(() -> JsonBodies.read(
                        Codecs.of(AuthRpcs.ROLE_GET), "{\"perm\":[{\"key\":\"Yg==\",\"range_end\":\"YQ==\"}]}"))
                .isInstanceOf(UnreadableException.class)
                .hasMessage("JSON with values that cannot be");
    }

    @Test
    void fromPieces() {
        byte[] body = "{\"count\":\"512\"}".getBytes(StandardCharsets.UTF_8);
        ByteBuffer slice = ByteBuffer.wrap(
                ("xx" + new String(body, StandardCharsets.UTF_8) + "x").getBytes(StandardCharsets.UTF_8),
                2,
                body.length);
        List<List<ByteBuffer>> ways = List.of(
                List.of(slice),
                List.of(slice.slice()),
                List.of(slice.asReadOnlyBuffer()),
                List.of(
                        ByteBuffer.wrap(body, 0, 7),
                        ByteBuffer.wrap(body, 7, 0),
                        ByteBuffer.wrap(body, 7, body.length - 7).asReadOnlyBuffer()));
        for (List<ByteBuffer> way : ways) {
            assertThat(JsonBodies.read(Codecs.of(KvRpcs.RANGE), way).count()).isEqualTo(512);
            assertThat(JsonBodies.join(way)).isEqualTo(body);
        }
        assertThatThrownBy(() -> JsonBodies.read(Codecs.of(KvRpcs.RANGE), List.of()))
                .isInstanceOf(UnreadableException.class);
    }

    @Test
    void manyRequestsInOneBody() {
        assertThat(new String(
                        JsonBodies.writeAll(
                                Codecs.of(LeaseRpcs.RENEW), List.of(new LeaseRpcs.Renew(-1), new LeaseRpcs.Renew(7))),
                        StandardCharsets.UTF_8))
                .isEqualTo("{\"ID\":\"-1\"}\n{\"ID\":\"7\"}");
    }

    @Test
    void aLargeValue() {
        byte[] large = new byte[30_000_000];
        Arrays.fill(large, (byte) 0xfb);
        byte[] body = JsonBodies.write(Codecs.of(KvRpcs.PUT), Put.of(Bytes.of("k"), Bytes.wrap(large)));
        byte[] reply =
                ("{\"kvs\":[" + new String(body, StandardCharsets.UTF_8) + "]}").getBytes(StandardCharsets.UTF_8);
        assertThat(JsonBodies.read(Codecs.of(KvRpcs.RANGE), reply).kvs().get(0).value())
                .isEqualTo(Bytes.wrap(large));
    }

    @Test
    void transactionsWithinTransactions() {
        Op<?> txn = Txn.all(Put.of("k", "v"));
        for (int depth = 0; depth < 290; depth++) {
            txn = Txn.all(txn);
        }
        byte[] body = JsonBodies.write(Codecs.of(KvRpcs.TXN), (Txn) txn);
        String reply = new String(body, StandardCharsets.UTF_8)
                .replace("request", "response")
                .replace("success", "responses");
        TxnResult result = JsonBodies.read(Codecs.of(KvRpcs.TXN), reply);
        for (int depth = 0; depth < 290; depth++) {
            result = result.txn(0);
        }
        assertThat(result.put(0).header()).isEqualTo(Header.NONE);
        Txn deeper = Txn.all((Txn) txn);
        for (int depth = 0; depth < 200; depth++) {
            deeper = Txn.all(deeper);
        }
        Txn deepest = deeper;
        assertThatThrownBy(() -> JsonBodies.write(Codecs.of(KvRpcs.TXN), deepest))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> range("{\"x\":" + "[".repeat(1_000) + "]".repeat(1_000) + "}"))
                .isInstanceOf(UnreadableException.class);
    }

    @Test
    void textsThatAreNoTexts() {
        assertThat(JsonBodies.text(Codecs.of(AuthRpcs.ROLE_ADD), AuthRpcs.Named.role("a\ud83db\ud83d\ude00\"\n")))
                .isEqualTo("{\"name\":\"a?b\ud83d\ude00\\\"\\n\"}");
    }

    @Test
    void keysAreTextsToOldServersThatRevokeThem() {
        AuthRpcs.Revoke revoke = new AuthRpcs.Revoke("r", KeyRange.from("ü\""));
        assertThat(JsonBodies.text(Codecs.of(AuthRpcs.ROLE_REVOKE), revoke))
                .isEqualTo("{\"role\":\"r\",\"key\":\"w7wi\",\"range_end\":\"AA==\"}");
        assertThat(JsonBodies.text(Codecs.ofOld(AuthRpcs.ROLE_REVOKE), revoke))
                .isEqualTo("{\"role\":\"r\",\"key\":\"ü\\\"\",\"range_end\":\"\\u0000\"}");
        assertThatThrownBy(() -> JsonBodies.write(
                        Codecs.ofOld(AuthRpcs.ROLE_REVOKE), new AuthRpcs.Revoke("r", KeyRange.of(Bytes.ofHex("ff")))))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("UTF-8");
        AuthRpcs.Grant grant = new AuthRpcs.Grant("r", Permission.read(KeyRange.of("k")));
        assertThat(JsonBodies.text(Codecs.ofOld(AuthRpcs.ROLE_GRANT), grant))
                .isEqualTo(JsonBodies.text(Codecs.of(AuthRpcs.ROLE_GRANT), grant));
    }

    @Test
    void callsThatAreNotInTheTable() {
        assertThatThrownBy(() -> Codecs.of(WatchRpcs.WATCH))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no messages are known for etcdserverpb.Watch/Watch");
    }
}
