package dev.tercet.internal.client;

import dev.tercet.Kv;
import dev.tercet.Scan;
import dev.tercet.connection.CallOptions;
import dev.tercet.internal.call.Calls;
import dev.tercet.internal.namespace.Namespace;
import dev.tercet.kv.Batching;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compaction;
import dev.tercet.kv.Delete;
import dev.tercet.kv.DeleteResult;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Op;
import dev.tercet.kv.OpResult;
import dev.tercet.kv.Put;
import dev.tercet.kv.PutResult;
import dev.tercet.kv.Txn;
import dev.tercet.kv.TxnResult;
import dev.tercet.spi.KvRpcs;
import java.util.Objects;
import java.util.Optional;

/** Keys and values for callers who wait. */
final class BlockingKv implements Kv {
    private final View view;
    private final Calls calls;
    private final Namespace namespace;

    BlockingKv(View view) {
        this.view = view;
        this.calls = view.calls();
        this.namespace = view.namespace();
    }

    @Override
    public Kv batching(Batching limits) {
        return new BlockingKv(view.batching(Objects.requireNonNull(limits, "limits")));
    }

    @Override
    public Kv with(CallOptions options) {
        return new BlockingKv(view.with(options));
    }

    @Override
    public PutResult put(String key, String value) {
        return put(Put.of(key, value, view.charset()));
    }

    @Override
    public PutResult put(Bytes key, Bytes value) {
        return put(Put.of(key, value));
    }

    @Override
    public PutResult put(Put put) {
        return namespace.out(calls.await(KvRpcs.PUT, namespace.in(Objects.requireNonNull(put, "put")), view.options()));
    }

    @Override
    public Optional<KeyValue> get(String key) {
        return get(Given.text("key", key, view.charset()));
    }

    @Override
    public Optional<KeyValue> get(Bytes key) {
        return get(Get.of(key)).first();
    }

    @Override
    public GetResult get(Get get) {
        return namespace.out(
                calls.await(KvRpcs.RANGE, namespace.in(Objects.requireNonNull(get, "get")), view.options()));
    }

    @Override
    public Optional<String> getString(String key) {
        return get(key).map(kv -> kv.valueText(view.charset()));
    }

    @Override
    public DeleteResult delete(String key) {
        return delete(Given.text("key", key, view.charset()));
    }

    @Override
    public DeleteResult delete(Bytes key) {
        return delete(Delete.of(key));
    }

    @Override
    public DeleteResult delete(Delete delete) {
        return namespace.out(calls.await(
                KvRpcs.DELETE_RANGE, namespace.in(Objects.requireNonNull(delete, "delete")), view.options()));
    }

    @Override
    public TxnResult txn(Txn txn) {
        TxnResult result = calls.await(
                KvRpcs.TXN, namespace.in(OnlyCompares.sent(Objects.requireNonNull(txn, "txn"))), view.options());
        return OnlyCompares.answered(txn, namespace.out(result));
    }

    @Override
    public TxnResult txnOrThrow(Txn txn) {
        return EngineKv.succeeded(txn, txn(txn));
    }

    @Override
    public <R extends OpResult> R execute(Op<R> op) {
        return cast(executeAny(Objects.requireNonNull(op, "op")));
    }

    private OpResult executeAny(Op<?> op) {
        if (op instanceof Get get) {
            return get(get);
        } else if (op instanceof Put put) {
            return put(put);
        } else if (op instanceof Delete delete) {
            return delete(delete);
        }
        return txn((Txn) op);
    }

    // Each Op answers with the result type it is declared with: a Get is an Op<GetResult>, and so on.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <R> R cast(OpResult result) {
        return (R) result;
    }

    @Override
    public Header compact(Compaction compaction) {
        return calls.await(KvRpcs.COMPACT, Objects.requireNonNull(compaction, "compaction"), view.options());
    }

    @Override
    public Scan scan(Get get) {
        return EngineScan.of(view, get);
    }
}
