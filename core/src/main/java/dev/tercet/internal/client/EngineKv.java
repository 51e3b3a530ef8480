package dev.tercet.internal.client;

import dev.tercet.AsyncKv;
import dev.tercet.Scan;
import dev.tercet.connection.CallOptions;
import dev.tercet.error.CompareFailedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.internal.namespace.Namespace;
import dev.tercet.kv.Batching;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compaction;
import dev.tercet.kv.Delete;
import dev.tercet.kv.DeleteResult;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyRange;
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
import java.util.concurrent.CompletableFuture;

/** Keys and values over the engine. Without a namespace the engine's own future is handed out, untouched. */
final class EngineKv implements AsyncKv {
    private final View view;
    private final Namespace namespace;

    EngineKv(View view) {
        this.view = view;
        this.namespace = view.namespace();
    }

    @Override
    public AsyncKv batching(Batching limits) {
        return new EngineKv(view.batching(Objects.requireNonNull(limits, "limits")));
    }

    @Override
    public AsyncKv with(CallOptions options) {
        return new EngineKv(view.with(options));
    }

    @Override
    public CompletableFuture<PutResult> put(String key, String value) {
        return put(Put.of(key, value, view.charset()));
    }

    @Override
    public CompletableFuture<PutResult> put(Bytes key, Bytes value) {
        return put(Put.of(key, value));
    }

    @Override
    public CompletableFuture<PutResult> put(Put put) {
        CompletableFuture<PutResult> result =
                view.call(KvRpcs.PUT, namespace.in(Objects.requireNonNull(put, "put")), view.options());
        return namespace.isNone() ? result : new Mapped<>(result, namespace::out);
    }

    @Override
    public CompletableFuture<Optional<KeyValue>> get(String key) {
        return get(Given.text("key", key, view.charset()));
    }

    @Override
    public CompletableFuture<Optional<KeyValue>> get(Bytes key) {
        return new Mapped<>(get(Get.of(key)), GetResult::first);
    }

    @Override
    public CompletableFuture<GetResult> get(Get get) {
        CompletableFuture<GetResult> result =
                view.call(KvRpcs.RANGE, namespace.in(Objects.requireNonNull(get, "get")), view.options());
        return namespace.isNone() ? result : new Mapped<>(result, namespace::out);
    }

    @Override
    public CompletableFuture<Optional<String>> getString(String key) {
        return new Mapped<>(get(key), kv -> kv.map(found -> found.valueText(view.charset())));
    }

    @Override
    public CompletableFuture<DeleteResult> delete(String key) {
        return delete(Given.text("key", key, view.charset()));
    }

    @Override
    public CompletableFuture<DeleteResult> delete(Bytes key) {
        return delete(Delete.of(KeyRange.of(key)));
    }

    @Override
    public CompletableFuture<DeleteResult> delete(Delete delete) {
        CompletableFuture<DeleteResult> result =
                view.call(KvRpcs.DELETE_RANGE, namespace.in(Objects.requireNonNull(delete, "delete")), view.options());
        return namespace.isNone() ? result : new Mapped<>(result, namespace::out);
    }

    @Override
    public CompletableFuture<TxnResult> txn(Txn txn) {
        Txn sent = OnlyCompares.sent(Objects.requireNonNull(txn, "txn"));
        CompletableFuture<TxnResult> result = view.call(KvRpcs.TXN, namespace.in(sent), view.options());
        return namespace.isNone() && sent == txn
                ? result
                : new Mapped<>(result, answer -> OnlyCompares.answered(txn, namespace.out(answer)));
    }

    @Override
    public CompletableFuture<TxnResult> txnOrThrow(Txn txn) {
        return new Mapped<>(txn(txn), result -> succeeded(txn, result));
    }

    static TxnResult succeeded(Txn txn, TxnResult result) {
        if (result.succeeded()) {
            return result;
        }
        throw new CompareFailedException(
                Details.of(
                        ErrorCode.COMPARE_FAILED,
                        // The else branch has run: where it writes, something was applied, though not
                        // what was asked for.
                        Outcome.NOT_APPLIED,
                        txn + ": its compares do not hold, at revision "
                                + result.header().revision()),
                result);
    }

    @Override
    public <R extends OpResult> CompletableFuture<R> execute(Op<R> op) {
        return cast(executeAny(Objects.requireNonNull(op, "op")));
    }

    private CompletableFuture<? extends OpResult> executeAny(Op<?> op) {
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
    @SuppressWarnings("unchecked")
    private static <R> CompletableFuture<R> cast(CompletableFuture<?> future) {
        return (CompletableFuture<R>) future;
    }

    @Override
    public CompletableFuture<Header> compact(Compaction compaction) {
        return view.call(KvRpcs.COMPACT, Objects.requireNonNull(compaction, "compaction"), view.options());
    }

    @Override
    public Scan scan(Get get) {
        return EngineScan.of(view, get);
    }
}
