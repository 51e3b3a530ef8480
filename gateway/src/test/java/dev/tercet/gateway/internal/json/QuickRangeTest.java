package dev.tercet.gateway.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick way says what the parser says, or nothing. */
class QuickRangeTest {
    private static final String BODY = """
            {"header":{"cluster_id":"14841639068965178418","member_id":"10276657743932975437","revision":"12","raft_term":"2"},\
            "kvs":[{"key":"YQ==","create_revision":"2","mod_revision":"12","version":"3","value":"AP/+"},\
            {"key":"YWI=","create_revision":"5","mod_revision":"5","version":"1","lease":"7587822882194199299"}],\
            "more":true,"count":"5"}
            """;

    @Test
    void itReadsWhatEtcdWrites() {
        assertThat(quickly(BODY))
                .isEqualTo(new GetResult(
                        new Header(0xcdf818194e3a8c32L, 0x8e9e05c52164694dL, 12, 2),
                        List.of(
                                new KeyValue(Bytes.of("a"), Bytes.ofHex("00fffe"), 2, 12, 3, 0),
                                new KeyValue(Bytes.of("ab"), Bytes.EMPTY, 5, 5, 1, 7587822882194199299L)),
                        true,
                        5));
    }

    @ParameterizedTest
    @MethodSource("dev.tercet.gateway.internal.json.Recorded#all")
    void noServerOfOursIsLeftToTheParser(Recorded server) {
        for (String name : List.of("range", "range-more", "range-count", "range-none")) {
            String body = server.body(name);
            assertThat(quickly(body)).as(body).isNotNull().isEqualTo(read(body));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"header\":{\"revision\":\"7\"}}",
                "{\"header\": {\"revision\": \"7\", \"raft_term\": \"1\"}, \"count\": \"1\", \"kvs\": [ {\"value\": \"\", \"key\": \"/w==\"} ]}\n"
            })
    void blanksAndOtherOrdersAreEtcdsToo(String body) {
        assertThat(quickly(body)).isNotNull().isEqualTo(read(body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"count\":5}",
                "{\"more\":false}",
                "{\"kvs\":[]}",
                "{\"kvs\":null}",
                "{\"kvs\":[{\"key\":\"_w==\"}]}",
                "{\"kvs\":[{\"key\":\"YQ\"}]}",
                "{\"kvs\":[{\"key\":\"Y\\u0051==\"}]}",
                "{\"kvs\":[{\"version\":\"-1\"}]}",
                "{\"new\":\"field\"}",
                "{\"count\":\"5\"}{\"count\":\"5\"}",
                "[\"count\"]"
            })
    void whatItDoesNotKnowIsLeftToTheParser(String body) {
        assertThat(quickly(body)).isNull();
    }

    @Test
    void nothingThatIsCutOffIsRead() {
        byte[] whole = BODY.stripTrailing().getBytes(StandardCharsets.US_ASCII);
        for (int length = 0; length < whole.length; length++) {
            // What follows in the array is not a part of it.
            assertThat(QuickRange.read(whole, 0, length)).as("%d bytes", length).isNull();
        }
    }

    @Test
    void whateverABodyIsTurnedIntoItSaysWhatTheParserSays() {
        Random random = new Random(5);
        byte[] whole = BODY.getBytes(StandardCharsets.US_ASCII);
        for (int round = 0; round < 50_000; round++) {
            byte[] body = whole.clone();
            for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
                // Mostly characters that are in it already, which mean something.
                body[random.nextInt(body.length)] =
                        random.nextInt(4) == 0 ? (byte) random.nextInt() : whole[random.nextInt(whole.length)];
            }
            GetResult quick = QuickRange.read(body, 0, body.length);
            if (quick != null) {
                String text = new String(body, StandardCharsets.ISO_8859_1);
                assertThat(quick).as(text).isEqualTo(slowly(body));
            }
        }
    }

    private static @Nullable GetResult quickly(String body) {
        byte[] padded = (" " + body + "\"").getBytes(StandardCharsets.US_ASCII);
        return QuickRange.read(padded, 1, padded.length - 2);
    }

    private static GetResult read(String body) {
        return slowly(body.getBytes(StandardCharsets.US_ASCII));
    }

    private static GetResult slowly(byte[] body) {
        return JsonBodies.read(KvJson::readGet, Arrays.copyOf(body, body.length));
    }
}
