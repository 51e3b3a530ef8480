package dev.tercet;

import dev.tercet.connection.CallOptions;
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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Keys and values, in futures.
 *
 * <p>As {@link Kv}, but failures arrive in the futures. Dependents run on the client's callback executor, never on an I/O thread
 * unless that is {@linkplain EtcdClient#withCallbacksOnIoThread() asked for}, so they may block; cancelling a future cancels the call,
 * also at the server. Mistakes in arguments are thrown at once.
 *
 * @since 0.1
 */
public interface AsyncKv {
    /** The same, with this deadline and these retries. */
    AsyncKv with(CallOptions options);

    /**
     * The same, with calls on single keys that are made at the same time sent together: many more a second, at the price of what
     * {@link Batching} tells. Keep what this answers: only calls made through it, from any threads, go together.
     */
    default AsyncKv batching() {
        return batching(Batching.DEFAULT);
    }

    /** As {@link #batching()}, within other limits. */
    AsyncKv batching(Batching limits);

    /**
     * Stores a text, on no lease: a key that was on one is taken off it.
     *
     * @return the revision of this put; if the reply is lost the outcome is UNKNOWN, and reading the key tells. Fails as {@link
     *     #put(Put)} does
     * @throws IllegalArgumentException if the key is empty
     */
    CompletableFuture<PutResult> put(String key, String value);

    /**
     * Stores bytes, on no lease: a key that was on one is taken off it.
     *
     * @return the revision of this put; if the reply is lost the outcome is UNKNOWN, and reading the key tells. Fails as {@link
     *     #put(Put)} does
     * @throws IllegalArgumentException if the key is empty
     */
    CompletableFuture<PutResult> put(Bytes key, Bytes value);

    /**
     * Stores a key in any of the ways that {@link Put} knows.
     *
     * @return the revision of this put, and what the key was before if asked for. Fails, and is not applied, with {@code
     *     LeaseNotFoundException}, with {@code NoSpaceException} while the database is full, with code {@code KEY_NOT_FOUND} where
     *     there is nothing to keep, and with {@code REQUEST_TOO_LARGE}, for which the server's limit is 1.5 MiB as it comes
     */
    CompletableFuture<PutResult> put(Put put);

    /** One key with its value and revisions, or empty if there is none. Linearizable. */
    CompletableFuture<Optional<KeyValue>> get(String key);

    /** One key with its value and revisions, or empty if there is none. Linearizable. */
    CompletableFuture<Optional<KeyValue>> get(Bytes key);

    /**
     * One key or a range, in any of the ways that {@link Get} knows, in one answer: for large ranges see {@link #scan}.
     *
     * @return keys in the order asked for, and how many there are beyond a limit; fails with {@code CompactedException} or {@code
     *     FutureRevisionException} at a revision that is gone or yet to come
     */
    CompletableFuture<GetResult> get(Get get);

    /** One key's value as text, or empty if there is no such key. Linearizable. */
    CompletableFuture<Optional<String>> getString(String key);

    /**
     * Deletes a key.
     *
     * @return with {@code deleted()} 0 if there was none; if the reply is lost the outcome is UNKNOWN
     * @throws IllegalArgumentException if the key is empty
     */
    CompletableFuture<DeleteResult> delete(String key);

    /**
     * Deletes a key.
     *
     * @return with {@code deleted()} 0 if there was none; if the reply is lost the outcome is UNKNOWN
     * @throws IllegalArgumentException if the key is empty
     */
    CompletableFuture<DeleteResult> delete(Bytes key);

    /**
     * Deletes one key or a range, all in one revision.
     *
     * @return how many there were, and what they were if asked for; if the reply is lost the outcome is UNKNOWN
     */
    CompletableFuture<DeleteResult> delete(Delete delete);

    /**
     * Runs a transaction; that its compares do not hold is no error: see {@link TxnResult#succeeded()}.
     *
     * @return which branch ran, and its results in the order of its operations; if the reply is lost the outcome is UNKNOWN, unless
     *     the transaction only reads. Fails, and applies none of it, with code {@code DUPLICATE_KEY} if a path puts a key twice, with
     *     {@code TOO_MANY_OPERATIONS} above the server's limit (128 as it comes), and as each of its operations can
     */
    CompletableFuture<TxnResult> txn(Txn txn);

    /**
     * Runs a transaction.
     *
     * @return the results of the {@code then} branch
     *     fails with {@code CompareFailedException} if the compares do not hold, with the results of the {@code orElse} branch
     */
    CompletableFuture<TxnResult> txnOrThrow(Txn txn);

    /**
     * Runs any operation, and fails as the method of its own does.
     *
     * @param <R> what it answers
     */
    <R extends OpResult> CompletableFuture<R> execute(Op<R> op);

    /**
     * Forgets the history before a revision.
     *
     * @return the answer's header; fails with {@code CompactedException} if that was done already, also by a first try whose reply
     *     was lost, and with {@code FutureRevisionException} if there is no such revision yet
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
