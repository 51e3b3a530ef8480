package dev.tercet;

import dev.tercet.connection.CallOptions;
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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Keys and values, in futures.
 *
 * <p>As {@link Kv}, but failures arrive in the futures. Dependents run on the client's callback executor, never on an I/O thread,
 * so they may block; cancelling a future cancels the call, also at the server. Mistakes in arguments are thrown at once.
 *
 * @since 0.1
 */
public interface AsyncKv {
    /** The same, with this deadline and these retries. */
    AsyncKv with(CallOptions options);

    /**
     * Stores a text.
     *
     * @throws IllegalArgumentException if the key is empty
     */
    CompletableFuture<PutResult> put(String key, String value);

    /**
     * Stores bytes.
     *
     * @throws IllegalArgumentException if the key is empty
     */
    CompletableFuture<PutResult> put(Bytes key, Bytes value);

    /** Stores a key in any of the ways that {@link Put} knows. */
    CompletableFuture<PutResult> put(Put put);

    /** One key with its value and revisions, or empty if there is none. Linearizable. */
    CompletableFuture<Optional<KeyValue>> get(String key);

    /** One key with its value and revisions, or empty if there is none. Linearizable. */
    CompletableFuture<Optional<KeyValue>> get(Bytes key);

    /** One key or a range, in any of the ways that {@link Get} knows. */
    CompletableFuture<GetResult> get(Get get);

    /** One key's value as text, or empty if there is no such key. Linearizable. */
    CompletableFuture<Optional<String>> getString(String key);

    /**
     * Deletes a key.
     *
     * @return with {@code deleted()} 0 if there was none
     */
    CompletableFuture<DeleteResult> delete(String key);

    /**
     * Deletes a key.
     *
     * @return with {@code deleted()} 0 if there was none
     */
    CompletableFuture<DeleteResult> delete(Bytes key);

    /** Deletes one key or a range. */
    CompletableFuture<DeleteResult> delete(Delete delete);

    /** Runs a transaction; that its compares do not hold is no error: see {@link TxnResult#succeeded()}. */
    CompletableFuture<TxnResult> txn(Txn txn);

    /**
     * Runs a transaction.
     *
     * @return the results of the {@code then} branch
     *     fails with {@code CompareFailedException} if the compares do not hold, with the results of the {@code orElse} branch
     */
    CompletableFuture<TxnResult> txnOrThrow(Txn txn);

    /** Runs any operation. */
    <R extends OpResult> CompletableFuture<R> execute(Op<R> op);

    /**
     * Forgets the history before a revision.
     *
     * @return the answer's header; fails with {@code CompactedException} if that was done already, and with {@code
     *     FutureRevisionException} if there is no such revision yet
     */
    CompletableFuture<Header> compact(Compaction compaction);

    /**
     * Reads a range of any size in pages, all of them as the store was at one revision.
     *
     * @param get the range, its limit if any, keys only if asked for; in key order
     * @throws IllegalArgumentException if it is sorted otherwise, filtered by revision, or counts only
     */
    Scan scan(Get get);
}
