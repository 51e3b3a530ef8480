package dev.tercet.proto.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compaction;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Delete;
import dev.tercet.kv.DeleteResult;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Put;
import dev.tercet.kv.PutResult;
import dev.tercet.kv.SortOrder;
import dev.tercet.kv.SortTarget;
import dev.tercet.kv.Txn;
import dev.tercet.kv.TxnResult;
import dev.tercet.proto.etcdserverpb.CompactionRequest;
import dev.tercet.proto.etcdserverpb.Compare.CompareResult;
import dev.tercet.proto.etcdserverpb.Compare.CompareTarget;
import dev.tercet.proto.etcdserverpb.DeleteRangeRequest;
import dev.tercet.proto.etcdserverpb.DeleteRangeResponse;
import dev.tercet.proto.etcdserverpb.PutRequest;
import dev.tercet.proto.etcdserverpb.PutResponse;
import dev.tercet.proto.etcdserverpb.RangeRequest;
import dev.tercet.proto.etcdserverpb.RangeResponse;
import dev.tercet.proto.etcdserverpb.RequestOp;
import dev.tercet.proto.etcdserverpb.ResponseHeader;
import dev.tercet.proto.etcdserverpb.ResponseOp;
import dev.tercet.proto.etcdserverpb.TxnRequest;
import dev.tercet.proto.etcdserverpb.TxnResponse;
import dev.tercet.spi.KvRpcs;
import dev.tercet.spi.Rpc;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KvCodecTest {
    static final ResponseHeader HEADER = ResponseHeader.newBuilder()
            .setClusterId(-1)
            .setMemberId(Long.MIN_VALUE)
            .setRevision(7)
            .setRaftTerm(3)
            .build();
    static final Header DECODED = new Header(-1, Long.MIN_VALUE, 7, 3);

    private static final dev.tercet.proto.mvccpb.KeyValue WIRE_KV = dev.tercet.proto.mvccpb.KeyValue.newBuilder()
            .setKey(text("k"))
            .setValue(text("v"))
            .setCreateRevision(1)
            .setModRevision(2)
            .setVersion(3)
            .setLease(-4)
            .build();
    private static final KeyValue KV = new KeyValue(Bytes.of("k"), Bytes.of("v"), 1, 2, 3, -4);

    private static final UnknownFieldSet LATER = UnknownFieldSet.newBuilder()
            .addField(
                    77,
                    UnknownFieldSet.Field.newBuilder()
                            .addLengthDelimited(text("of a later version"))
                            .addVarint(5)
                            .build())
            .build();

    @Test
    void aPlainGetSaysNothingButItsRange() {
        assertThat(KvRequests.encode(Get.prefix("a")))
                .isEqualTo(RangeRequest.newBuilder()
                        .setKey(text("a"))
                        .setRangeEnd(text("b"))
                        .build());
        assertThat(KvRequests.encode(Get.of(KeyRange.ALL)))
                .isEqualTo(RangeRequest.newBuilder()
                        .setKey(text("\0"))
                        .setRangeEnd(text("\0"))
                        .build());
    }

    @Test
    void aGetWithEverything() {
        Get get = Get.of("k")
                .limit(5)
                .atRevision(6)
                .sortedBy(SortTarget.VALUE, SortOrder.DESCENDING)
                .minModRevision(1)
                .maxModRevision(2)
                .minCreateRevision(3)
                .maxCreateRevision(4)
                .serializable()
                .keysOnly()
                .countOnly();
        assertThat(KvRequests.encode(get))
                .isEqualTo(RangeRequest.newBuilder()
                        .setKey(text("k"))
                        .setLimit(5)
                        .setRevision(6)
                        .setSortTarget(RangeRequest.SortTarget.VALUE)
                        .setSortOrder(RangeRequest.SortOrder.DESCEND)
                        .setMinModRevision(1)
                        .setMaxModRevision(2)
                        .setMinCreateRevision(3)
                        .setMaxCreateRevision(4)
                        .setSerializable(true)
                        .setKeysOnly(true)
                        .setCountOnly(true)
                        .build());
    }

    @ParameterizedTest
    @CsvSource({
        "KEY, NONE, KEY, NONE",
        "KEY, ASCENDING, KEY, NONE",
        "KEY, DESCENDING, KEY, DESCEND",
        "VERSION, ASCENDING, VERSION, ASCEND",
        "CREATE_REVISION, DESCENDING, CREATE, DESCEND",
        "MOD_REVISION, NONE, MOD, NONE"
    })
    void orders(
            SortTarget target, SortOrder order, RangeRequest.SortTarget wireTarget, RangeRequest.SortOrder wireOrder) {
        RangeRequest request = KvRequests.encode(Get.of("k").sortedBy(target, order));
        assertThat(request.getSortTarget()).isEqualTo(wireTarget);
        assertThat(request.getSortOrder()).isEqualTo(wireOrder);
    }

    @Test
    void otherRequests() {
        assertThat(KvRequests.encode(Put.of("k", "v").withLease(-9).returningPrevious()))
                .isEqualTo(PutRequest.newBuilder()
                        .setKey(text("k"))
                        .setValue(text("v"))
                        .setLease(-9)
                        .setPrevKv(true)
                        .build());
        assertThat(KvRequests.encode(Put.keepingValue("k").keepingLease()))
                .isEqualTo(PutRequest.newBuilder()
                        .setKey(text("k"))
                        .setIgnoreValue(true)
                        .setIgnoreLease(true)
                        .build());
        assertThat(KvRequests.encode(Delete.of("k").returningPrevious()))
                .isEqualTo(DeleteRangeRequest.newBuilder()
                        .setKey(text("k"))
                        .setPrevKv(true)
                        .build());
        assertThat(KvRequests.encode(Compaction.at(8).waitingUntilRemoved()))
                .isEqualTo(CompactionRequest.newBuilder()
                        .setRevision(8)
                        .setPhysical(true)
                        .build());
    }

    @Test
    void aRangeIsReadAsItsMessageSays() throws IOException {
        RangeResponse full = RangeResponse.newBuilder()
                .setHeader(HEADER)
                .addKvs(WIRE_KV)
                .addKvs(dev.tercet.proto.mvccpb.KeyValue.getDefaultInstance())
                .addKvs(dev.tercet.proto.mvccpb.KeyValue.newBuilder()
                        .setLease(-5)
                        .setModRevision(Long.MAX_VALUE))
                .setMore(true)
                .setCount(-1)
                .setUnknownFields(LATER)
                .build();
        readAsItSays(KvRpcs.RANGE, full);
        readAsItSays(KvRpcs.RANGE, RangeResponse.getDefaultInstance());
    }

    @Test
    void theReplyToAPutIsReadAsItsMessageSays() throws IOException {
        readAsItSays(
                KvRpcs.PUT,
                PutResponse.newBuilder()
                        .setHeader(HEADER)
                        .setPrevKv(WIRE_KV)
                        .setUnknownFields(LATER)
                        .build());
        readAsItSays(KvRpcs.PUT, PutResponse.newBuilder().setHeader(HEADER).build());
        readAsItSays(KvRpcs.PUT, PutResponse.getDefaultInstance());
    }

    @Test
    void theReplyToADeleteIsReadAsItsMessageSays() throws IOException {
        readAsItSays(
                KvRpcs.DELETE_RANGE,
                DeleteRangeResponse.newBuilder()
                        .setHeader(HEADER)
                        .setDeleted(Long.MAX_VALUE)
                        .addPrevKvs(WIRE_KV)
                        .addPrevKvs(dev.tercet.proto.mvccpb.KeyValue.getDefaultInstance())
                        .setUnknownFields(LATER)
                        .build());
        readAsItSays(KvRpcs.DELETE_RANGE, DeleteRangeResponse.getDefaultInstance());
    }

    private static void readAsItSays(Rpc<?, ?> rpc, Message message) throws IOException {
        byte[] wire = message.toByteArray();
        assertThat(Methods.of(rpc).decode(new ByteArrayInputStream(wire)))
                .isEqualTo(Methods.of(rpc).fromMessage(message));
        if (wire.length > 0) {
            assertThatThrownBy(() -> Methods.of(rpc).decode(new ByteArrayInputStream(wire, 0, wire.length - 1)))
                    .isInstanceOf(InvalidProtocolBufferException.class);
        }
    }

    @Test
    void replies() {
        RangeResponse range = RangeResponse.newBuilder()
                .setHeader(HEADER)
                .addKvs(WIRE_KV)
                .addKvs(WIRE_KV)
                .setMore(true)
                .setCount(9)
                .build();
        assertThat(KvReplies.decode(range)).isEqualTo(new GetResult(DECODED, List.of(KV, KV), true, 9));
        assertThat(KvReplies.decode(RangeResponse.getDefaultInstance()))
                .isEqualTo(new GetResult(Header.NONE, List.of(), false, 0));
        assertThat(KvReplies.decode(PutResponse.newBuilder().setHeader(HEADER).build()))
                .isEqualTo(new PutResult(DECODED, null));
        assertThat(KvReplies.decode(PutResponse.newBuilder()
                        .setHeader(HEADER)
                        .setPrevKv(WIRE_KV)
                        .build()))
                .isEqualTo(new PutResult(DECODED, KV));
        assertThat(KvReplies.decode(DeleteRangeResponse.newBuilder()
                        .setHeader(HEADER)
                        .setDeleted(1)
                        .addPrevKvs(WIRE_KV)
                        .build()))
                .isEqualTo(new DeleteResult(DECODED, 1, List.of(KV)));
    }

    @Test
    void transactionsNest() {
        Txn txn = Txn.when(
                        Compare.version("a").equalTo(1),
                        Compare.createRevision("a").greaterThan(2),
                        Compare.modRevision("a").lessThan(3),
                        Compare.lease("a").notEqualTo(4),
                        Compare.value(KeyRange.prefix("a")).equalTo("5"))
                .then(Get.of("g"), Put.of("p", "v"), Delete.of("d"))
                .orElse(Txn.all(Get.of("n")));
        TxnRequest request = TxnCodec.encode(txn);
        assertThat(request.getCompareList())
                .containsExactly(
                        compare(CompareTarget.VERSION, CompareResult.EQUAL)
                                .setVersion(1)
                                .build(),
                        compare(CompareTarget.CREATE, CompareResult.GREATER)
                                .setCreateRevision(2)
                                .build(),
                        compare(CompareTarget.MOD, CompareResult.LESS)
                                .setModRevision(3)
                                .build(),
                        compare(CompareTarget.LEASE, CompareResult.NOT_EQUAL)
                                .setLease(4)
                                .build(),
                        compare(CompareTarget.VALUE, CompareResult.EQUAL)
                                .setValue(text("5"))
                                .setRangeEnd(text("b"))
                                .build());
        assertThat(request.getSuccessList())
                .extracting(RequestOp::getRequestCase)
                .containsExactly(
                        RequestOp.RequestCase.REQUEST_RANGE,
                        RequestOp.RequestCase.REQUEST_PUT,
                        RequestOp.RequestCase.REQUEST_DELETE_RANGE);
        assertThat(request.getFailure(0)
                        .getRequestTxn()
                        .getSuccess(0)
                        .getRequestRange()
                        .getKey())
                .isEqualTo(text("n"));
    }

    @Test
    void transactionsResultsKeepTheirPlaces() {
        TxnResponse nested = TxnResponse.newBuilder()
                .setHeader(ResponseHeader.newBuilder().setRevision(7))
                .setSucceeded(true)
                .addResponses(ResponseOp.newBuilder().setResponsePut(PutResponse.getDefaultInstance()))
                .build();
        TxnResult result = TxnCodec.decode(TxnResponse.newBuilder()
                .setHeader(HEADER)
                .addResponses(ResponseOp.newBuilder().setResponseRange(RangeResponse.getDefaultInstance()))
                .addResponses(ResponseOp.getDefaultInstance())
                .addResponses(ResponseOp.newBuilder()
                        .setResponseDeleteRange(DeleteRangeResponse.newBuilder().setDeleted(2)))
                .addResponses(ResponseOp.newBuilder().setResponseTxn(nested))
                .build());
        assertThat(result.header()).isEqualTo(DECODED);
        assertThat(result.succeeded()).isFalse();
        assertThat(result.delete(2).deleted()).isEqualTo(2);
        assertThat(result.txn(3).header()).isEqualTo(new Header(0, 0, 7, 0));
        assertThat(result.txn(3).put(0).previous()).isEmpty();
    }

    @Test
    void bytesAreNotCopied() {
        byte[] array = {0, 1, 2, 3};
        Bytes bytes = Bytes.wrap(array, 1, 2);
        Bytes back = BytesCodec.decode(BytesCodec.encode(bytes));
        assertThat(back).isEqualTo(bytes);
        array[1] = 9;
        assertThat(back.at(0)).isEqualTo((byte) 9);
        ByteString rope = ByteString.copyFrom(new byte[300]).concat(ByteString.copyFrom(new byte[400]));
        assertThat(BytesCodec.decode(rope).length()).isEqualTo(700);
        assertThat(BytesCodec.decode(ByteString.EMPTY)).isSameAs(Bytes.EMPTY);
    }

    private static dev.tercet.proto.etcdserverpb.Compare.Builder compare(CompareTarget target, CompareResult result) {
        return dev.tercet.proto.etcdserverpb.Compare.newBuilder()
                .setKey(text("a"))
                .setTarget(target)
                .setResult(result);
    }

    static ByteString text(String text) {
        return ByteString.copyFromUtf8(text);
    }
}
