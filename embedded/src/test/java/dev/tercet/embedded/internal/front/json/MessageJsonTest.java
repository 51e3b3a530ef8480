package dev.tercet.embedded.internal.front.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.proto.etcdserverpb.AlarmResponse;
import dev.tercet.proto.etcdserverpb.AuthRoleGrantPermissionRequest;
import dev.tercet.proto.etcdserverpb.Compare;
import dev.tercet.proto.etcdserverpb.HashKVResponse;
import dev.tercet.proto.etcdserverpb.LeaseTimeToLiveResponse;
import dev.tercet.proto.etcdserverpb.MemberListResponse;
import dev.tercet.proto.etcdserverpb.RangeRequest;
import dev.tercet.proto.etcdserverpb.StatusResponse;
import dev.tercet.proto.etcdserverpb.TxnRequest;
import dev.tercet.proto.etcdserverpb.TxnResponse;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import dev.tercet.proto.v3electionpb.CampaignResponse;
import dev.tercet.spi.StatusCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageJsonTest {
    private static final List<Message> TYPES = List.of(
            AlarmResponse.getDefaultInstance(),
            AuthRoleGrantPermissionRequest.getDefaultInstance(),
            CampaignResponse.getDefaultInstance(),
            HashKVResponse.getDefaultInstance(),
            LeaseTimeToLiveResponse.getDefaultInstance(),
            MemberListResponse.getDefaultInstance(),
            RangeRequest.getDefaultInstance(),
            StatusResponse.getDefaultInstance(),
            TxnRequest.getDefaultInstance(),
            TxnResponse.getDefaultInstance(),
            WatchRequest.getDefaultInstance(),
            WatchResponse.getDefaultInstance());

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithProtobufsOwnMapping(long seed) throws InvalidProtocolBufferException {
        RandomMessages messages = new RandomMessages(seed);
        JsonFormat.Printer printer =
                JsonFormat.printer().preservingProtoFieldNames().omittingInsignificantWhitespace();
        for (int i = 0; i < 50; i++) {
            for (Message type : TYPES) {
                Message message = messages.like(type);
                String ours = new String(
                        Json.written(json -> JsonMessageWriter.write(json, message)), StandardCharsets.UTF_8);

                assertThat(plain(ours)).as("seed %d", seed).isEqualTo(plain(printer.print(message)));

                Message.Builder theirs = type.newBuilderForType();
                JsonFormat.parser().merge(ours, theirs);
                assertThat(theirs.build()).as("seed %d", seed).isEqualTo(message);
                assertThat(read(type, ours)).as("seed %d", seed).isEqualTo(message);
                assertThat(read(type, JsonFormat.printer().print(message)))
                        .as("seed %d", seed)
                        .isEqualTo(message);
            }
        }
    }

    // protobuf writes some characters as escapes that need none.
    private static String plain(String json) {
        return json.replace("\\u003c", "<")
                .replace("\\u003e", ">")
                .replace("\\u0026", "&")
                .replace("\\u2028", "\u2028");
    }

    @Test
    void writesWhatEtcdWrites() {
        WatchResponse response = WatchResponse.newBuilder().setCreated(true).build();
        assertThat(json(response)).isEqualTo("{\"created\":true}");
        assertThat(json(Compare.newBuilder().setVersion(0).build())).isEqualTo("{\"version\":\"0\"}");
        assertThat(json(RangeRequest.getDefaultInstance())).isEqualTo("{}");
    }

    @Test
    void readsWhatClientsWrite() {
        RangeRequest request = read(
                RangeRequest.getDefaultInstance(),
                " {\"key\":\"-_8\",\"rangeEnd\":\"Zg==\",\"limit\":1e1,\"revision\":\"5\",\"sort_order\":2,"
                        + "\"sort_target\":\"MOD\",\"keys_only\":null,\"nobody\":{\"knows\":[1,{}]}} and so on");

        assertThat(request.getKey()).isEqualTo(ByteString.copyFrom(new byte[] {(byte) 0xfb, (byte) 0xff}));
        assertThat(request.getRangeEnd()).isEqualTo(ByteString.copyFromUtf8("f"));
        assertThat(request.getLimit()).isEqualTo(10);
        assertThat(request.getRevision()).isEqualTo(5);
        assertThat(request.getSortOrder()).isEqualTo(RangeRequest.SortOrder.DESCEND);
        assertThat(request.getSortTarget()).isEqualTo(RangeRequest.SortTarget.MOD);
        assertThat(read(RangeRequest.getDefaultInstance(), "{\"sort_order\":\"NOPE\"}"))
                .isEqualTo(RangeRequest.getDefaultInstance());
        assertThat(read(RangeRequest.getDefaultInstance(), "{\"sort_order\":7}").getSortOrderValue())
                .isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{|unexpected EOF",
                "{\"key\":\"Zm|unexpected EOF",
                "[]|proto: syntax error (line 1:1): unexpected token [",
                "null|proto: syntax error (line 1:1): unexpected token null",
                "{\"key\":5}|proto: (line 1:8): invalid value for bytes field key: 5",
                "{\"key\":\"!!\"}|proto: (line 1:8): invalid value for bytes field key: \"!!\"",
                "{\"key\":\"Zm9v\",\"limit\":\"x\"}|proto: (line 1:23): invalid value for int64 field limit: \"x\"",
                "{\"key\":\"Zm9v\",\"limit\":1.5}|proto: (line 1:23): invalid value for int64 field limit: 1.5",
                "{\"key\":\"Zm9v\",\"key\":\"Zm9v\"}|proto: (line 1:15): duplicate field \"key\"",
                "{\"key\":\"Zm9v\",\"keys_only\":\"true\"}|proto: (line 1:27): invalid value for bool field keysOnly: \"true\"",
                "{\"limit\":\"9223372036854775808\"}|proto: (line 1:10): invalid value for int64 field limit: \"9223372036854775808\"",
                "{\"limit\":1e999999999}|proto: (line 1:10): invalid value for int64 field limit: 1e999999999",
                "{\"limit\":{}}|proto: (line 1:10): invalid value for int64 field limit: {",
            })
    void refusesWhatIsNone(String json, String text) {
        assertThatThrownBy(() -> read(RangeRequest.getDefaultInstance(), json))
                .isInstanceOfSatisfying(
                        EtcdError.class, e -> assertThat(e.code()).isEqualTo(StatusCode.INVALID_ARGUMENT))
                .hasMessage(text);
    }

    @Test
    void takesWhatIsLargeWhereItMeansNothing() {
        int deep = 9_000;
        for (String value :
                List.of("[".repeat(deep) + "]".repeat(deep), "1".repeat(2_000), "\"" + "x".repeat(60_000) + "\"")) {
            assertThat(read(RangeRequest.getDefaultInstance(), "{\"unknown\":" + value + ",\"limit\":5}")
                            .getLimit())
                    .isEqualTo(5);
        }
        assertThat(read(RangeRequest.getDefaultInstance(), "{\"" + "x".repeat(60_000) + "\":1}"))
                .isEqualTo(RangeRequest.getDefaultInstance());
        assertThatThrownBy(() -> read(RangeRequest.getDefaultInstance(), "{\"limit\":" + "1".repeat(100_000) + "}"))
                .isInstanceOf(EtcdError.class)
                .hasMessageContaining("invalid value for int64 field limit");
    }

    @Test
    void takesWhatIsNestedAsDeepAsAnyRequestMayBe() {
        String open = "{\"success\":[{\"requestTxn\":";
        assertThat(read(TxnRequest.getDefaultInstance(), open.repeat(140) + "{}" + "}]}".repeat(140))
                        .getSuccessCount())
                .isEqualTo(1);
        assertThatThrownBy(() -> read(TxnRequest.getDefaultInstance(), open.repeat(2_000) + "{}" + "}]}".repeat(2_000)))
                .isInstanceOf(EtcdError.class)
                .hasMessage("proto: exceeded max recursion depth");
    }

    @Test
    void refusesWhatIsNoUtf8EvenWhereItMeansNothing() {
        byte[] json = "{\"unknown\":\"??\"}".getBytes(StandardCharsets.US_ASCII);
        json[12] = (byte) 0xc0;
        json[13] = (byte) 0x80;
        assertThatThrownBy(() -> JsonMessageReader.read(RangeRequest.getDefaultInstance(), json))
                .isInstanceOf(EtcdError.class)
                .hasMessageContaining("invalid UTF-8");
    }

    @Test
    void refusesTwoOfWhatExcludeEachOther() {
        String json = "{\"compare\":[{\"target\":\"VERSION\",\"key\":\"Zm9v\",\"version\":\"0\",\"value\":\"YQ==\"}]}";
        assertThatThrownBy(() -> read(TxnRequest.getDefaultInstance(), json))
                .hasMessage("proto: (line 1:60): error parsing \"value\", "
                        + "oneof etcdserverpb.Compare.target_union is already set");
    }

    private static String json(Message message) {
        return new String(Json.written(json -> JsonMessageWriter.write(json, message)), StandardCharsets.UTF_8);
    }

    private static <M extends Message> M read(M type, String json) {
        return JsonMessageReader.read(type, json.getBytes(StandardCharsets.UTF_8));
    }
}
