package dev.tercet.embedded.internal.kv;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.mvcc.KeyInterval;
import dev.tercet.embedded.internal.mvcc.Store;
import dev.tercet.embedded.internal.mvcc.Writing;
import dev.tercet.proto.etcdserverpb.DeleteRangeRequest;
import dev.tercet.proto.etcdserverpb.DeleteRangeResponse;
import dev.tercet.proto.etcdserverpb.PutRequest;
import dev.tercet.proto.etcdserverpb.PutResponse;
import dev.tercet.proto.etcdserverpb.RangeRequest;
import dev.tercet.proto.etcdserverpb.RangeResponse;
import dev.tercet.proto.etcdserverpb.RequestOp;
import dev.tercet.proto.etcdserverpb.ResponseHeader;
import dev.tercet.proto.etcdserverpb.ResponseOp;
import dev.tercet.proto.etcdserverpb.TxnResponse;
import dev.tercet.proto.mvccpb.KeyValue;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Does one request that has passed every check. Answers have the headers of parts of a transaction: a revision, or less. */
final class Execution {
    private final Store store;
    private final Writing writing;
    private boolean written;

    Execution(Store store, Writing writing) {
        this.store = store;
        this.writing = writing;
    }

    TxnResponse.Builder txn(Branch branch) {
        TxnResponse.Builder answer = TxnResponse.newBuilder().setSucceeded(branch.succeeded());
        Iterator<Branch> nested = branch.nested().iterator();
        for (RequestOp operation : branch.operations()) {
            ResponseOp.Builder part = ResponseOp.newBuilder();
            switch (operation.getRequestCase()) {
                case REQUEST_RANGE -> part.setResponseRange(range(operation.getRequestRange()));
                case REQUEST_PUT -> {
                    PutResponse.Builder put = put(operation.getRequestPut());
                    part.setResponsePut(put.setHeader(header()));
                }
                case REQUEST_DELETE_RANGE -> {
                    DeleteRangeResponse.Builder delete = deleteRange(operation.getRequestDeleteRange());
                    part.setResponseDeleteRange(delete.setHeader(header()));
                }
                // Its header is there and has nothing in it.
                case REQUEST_TXN ->
                    part.setResponseTxn(txn(nested.next()).setHeader(ResponseHeader.getDefaultInstance()));
                case REQUEST_NOT_SET -> {}
            }
            answer.addResponses(part);
        }
        return answer;
    }

    private RangeResponse.Builder range(RangeRequest request) {
        return Ranges.answer(request, Ranges.read(store, request)).setHeader(header());
    }

    PutResponse.Builder put(PutRequest request) {
        ByteString value = request.getValue();
        long lease = request.getLease();
        if (request.getIgnoreValue() || request.getIgnoreLease()) {
            KeyValue before = store.get(request.getKey());
            KeyValue kept = before == null ? KeyValue.getDefaultInstance() : before;
            value = request.getIgnoreValue() ? kept.getValue() : value;
            lease = request.getIgnoreLease() ? kept.getLease() : lease;
        }
        @Nullable KeyValue previous = writing.put(request.getKey(), value, lease);
        written = true;
        PutResponse.Builder answer = PutResponse.newBuilder();
        return request.getPrevKv() && previous != null ? answer.setPrevKv(previous) : answer;
    }

    DeleteRangeResponse.Builder deleteRange(DeleteRangeRequest request) {
        List<KeyValue> deleted = writing.delete(new KeyInterval(request.getKey(), request.getRangeEnd()));
        written |= !deleted.isEmpty();
        DeleteRangeResponse.Builder answer = DeleteRangeResponse.newBuilder().setDeleted(deleted.size());
        return request.getPrevKv() ? answer.addAllPrevKvs(deleted) : answer;
    }

    private ResponseHeader header() {
        return ResponseHeader.newBuilder()
                .setRevision(store.revision() + (written ? 1 : 0))
                .build();
    }
}
