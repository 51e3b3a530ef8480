package dev.tercet.embedded.internal.kv;

import com.google.protobuf.Message;
import dev.tercet.embedded.internal.auth.Guard;
import dev.tercet.embedded.internal.lease.Lessor;
import dev.tercet.embedded.internal.mvcc.KeyInterval;
import dev.tercet.embedded.internal.mvcc.Slice;
import dev.tercet.embedded.internal.mvcc.Store;
import dev.tercet.embedded.internal.quota.Quota;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Handler;
import dev.tercet.embedded.internal.rpc.Method;
import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.state.Headers;
import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.proto.etcdserverpb.CompactionRequest;
import dev.tercet.proto.etcdserverpb.CompactionResponse;
import dev.tercet.proto.etcdserverpb.DeleteRangeRequest;
import dev.tercet.proto.etcdserverpb.DeleteRangeResponse;
import dev.tercet.proto.etcdserverpb.PutRequest;
import dev.tercet.proto.etcdserverpb.PutResponse;
import dev.tercet.proto.etcdserverpb.RangeRequest;
import dev.tercet.proto.etcdserverpb.RangeResponse;
import dev.tercet.proto.etcdserverpb.RangeStreamResponse;
import dev.tercet.proto.etcdserverpb.RequestOp;
import dev.tercet.proto.etcdserverpb.ResponseHeader;
import dev.tercet.proto.etcdserverpb.TxnRequest;
import dev.tercet.proto.etcdserverpb.TxnResponse;
import java.util.List;

/**
 * The service KV. The order of the checks is etcd's, so that of two things wrong the same one is told: room, the request itself, the
 * token, its size, alarms, permissions, and then the state.
 */
public final class KvService {
    private static final String SERVICE = "etcdserverpb.KV";

    private final Apply apply;
    private final Store store;
    private final Headers headers;
    private final Lessor lessor;
    private final Guard guard;
    private final Quota quota;
    private final int maxTxnOps;
    private final RequestSize size;
    private final StateChecks checks;
    private final RangeStreams streams;

    public KvService(
            Apply apply, Store store, Headers headers, Lessor lessor, Guard guard, Quota quota, Limits limits) {
        this.apply = apply;
        this.store = store;
        this.headers = headers;
        this.lessor = lessor;
        this.guard = guard;
        this.quota = quota;
        maxTxnOps = limits.maxTxnOps();
        size = new RequestSize(limits.maxRequestBytes(), headers.at(0).getMemberId());
        checks = new StateChecks(store, lessor);
        streams = new RangeStreams(apply, store, headers, guard, checks, limits.maxRequestBytes());
    }

    /** Adds its rows. */
    public void addTo(MethodTable methods) {
        methods.add(unary(
                "Range",
                "/kv/range",
                RangeRequest.getDefaultInstance(),
                RangeResponse.getDefaultInstance(),
                this::range));
        methods.add(new Method.Stream<>(
                SERVICE,
                "RangeStream",
                "",
                RangeRequest.getDefaultInstance(),
                RangeStreamResponse.getDefaultInstance(),
                true,
                streams::open));
        methods.add(
                unary("Put", "/kv/put", PutRequest.getDefaultInstance(), PutResponse.getDefaultInstance(), this::put));
        methods.add(unary(
                "DeleteRange",
                "/kv/deleterange",
                DeleteRangeRequest.getDefaultInstance(),
                DeleteRangeResponse.getDefaultInstance(),
                this::deleteRange));
        methods.add(
                unary("Txn", "/kv/txn", TxnRequest.getDefaultInstance(), TxnResponse.getDefaultInstance(), this::txn));
        methods.add(unary(
                "Compact",
                "/kv/compaction",
                CompactionRequest.getDefaultInstance(),
                CompactionResponse.getDefaultInstance(),
                this::compact));
    }

    private static <Q extends Message, R extends Message> Method<Q, R> unary(
            String name, String path, Q request, R reply, Handler.Answer<Q, R> answer) {
        return new Method.Unary<>(SERVICE, name, path, request, reply, Handler.of(answer));
    }

    /** Reads keys. What is made of them does not hold up the server. */
    public RangeResponse range(RangeRequest request, Caller caller) {
        RequestChecks.range(request);
        ResponseHeader[] header = new ResponseHeader[1];
        Slice slice = apply.step(() -> {
            if (guard.isOn()) {
                guard.read(caller, new KeyInterval(request.getKey(), request.getRangeEnd()));
            }
            checks.range(request.getRevision());
            header[0] = headers.now();
            return Ranges.read(store, request);
        });
        return Ranges.answer(request, slice).setHeader(header[0]).build();
    }

    /** Puts a key. */
    public PutResponse put(PutRequest request, Caller caller) {
        return apply.step(() -> {
            long cost = Quota.cost(request);
            quota.checkRoom(cost);
            RequestChecks.put(request);
            propose(request, caller);
            quota.checkAlarm(cost);
            guard.put(caller, request, lessor::keys);
            checks.put(request);
            PutResponse.Builder answer = store.write(writing -> new Execution(store, writing).put(request));
            return answer.setHeader(headers.now()).build();
        });
    }

    /** Deletes keys. */
    public DeleteRangeResponse deleteRange(DeleteRangeRequest request, Caller caller) {
        RequestChecks.deleteRange(request);
        return apply.step(() -> {
            propose(request, caller);
            guard.delete(caller, request);
            DeleteRangeResponse.Builder answer =
                    store.write(writing -> new Execution(store, writing).deleteRange(request));
            return answer.setHeader(headers.now()).build();
        });
    }

    /** Does a transaction. */
    public TxnResponse txn(TxnRequest request, Caller caller) {
        return apply.step(() -> {
            long cost = Quota.cost(request);
            quota.checkRoom(cost);
            RequestChecks.txn(request, maxTxnOps);
            WrittenKeys.check(request);
            if (!isReading(request.getSuccessList()) || !isReading(request.getFailureList())) {
                propose(request, caller);
                quota.checkAlarm(cost);
            }
            guard.txn(caller, request, lessor::keys);
            Branch branch = Branch.of(store, request);
            checks.txn(branch);
            TxnResponse.Builder answer = store.write(writing -> new Execution(store, writing).txn(branch));
            return answer.setHeader(headers.now()).build();
        });
    }

    private static boolean isReading(List<RequestOp> operations) {
        return operations.stream().allMatch(RequestOp::hasRequestRange);
    }

    /** Forgets history. */
    public CompactionResponse compact(CompactionRequest request, Caller caller) {
        return apply.step(() -> {
            guard.root(caller);
            propose(request, caller);
            checks.compaction(request.getRevision());
            store.compact(request.getRevision());
            return CompactionResponse.newBuilder().setHeader(headers.now()).build();
        });
    }

    /** Takes a write as far as into etcd's log, and out of it again where it is found that nothing can be applied. */
    private void propose(Message request, Caller caller) {
        guard.token(caller);
        size.check(request);
        quota.checkIntact();
    }
}
