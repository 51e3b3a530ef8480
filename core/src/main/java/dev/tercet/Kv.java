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

/**
 * Keys and values, waiting for each answer.
 *
 * <p>Strings are in the client's charset, UTF-8 unless set otherwise. Every method throws {@code EtcdException}s; what a failed
 * write did to the data is in their {@code outcome()}. Reads are sent again when an answer is lost, writes never, unless {@link
 * CallOptions#retryingWrites()}.
 *
 * @see <a href="https://etcd.io/docs/v3.6/learning/api/#key-value-api">etcd: key-value API</a>
 * @since 0.1
 */
public interface Kv {
    /** The same, with this deadline and these retries. */
    Kv with(CallOptions options);

    /**
     * The same, with calls on single keys that are made at the same time sent together: many more a second, at the price of what
     * {@link Batching} tells. Keep what this answers: only calls made through it, from any threads, go together.
     */
    default Kv batching() {
        return batching(Batching.DEFAULT);
    }

    /** As {@link #batching()}, within other limits. */
    Kv batching(Batching limits);

    /**
     * Stores a text, on no lease: a key that was on one is taken off it.
     *
     * @return the revision of this put; if the reply is lost the outcome is UNKNOWN, and reading the key tells. Fails as {@link
     *     #put(Put)} does
     * @throws IllegalArgumentException if the key is empty
     */
    PutResult put(String key, String value);

    /**
     * Stores bytes, on no lease: a key that was on one is taken off it.
     *
     * @return the revision of this put; if the reply is lost the outcome is UNKNOWN, and reading the key tells. Fails as {@link
     *     #put(Put)} does
     * @throws IllegalArgumentException if the key is empty
     */
    PutResult put(Bytes key, Bytes value);

    /**
     * Stores a key in any of the ways that {@link Put} knows.
     *
     * @return the revision of this put, and what the key was before if asked for. Fails, and is not applied, with {@code
     *     LeaseNotFoundException}, with {@code NoSpaceException} while the database is full, with code {@code KEY_NOT_FOUND} where
     *     there is nothing to keep, and with {@code REQUEST_TOO_LARGE}, for which the server's limit is 1.5 MiB as it comes
     */
    PutResult put(Put put);

    /** One key with its value and revisions, or empty if there is none. Linearizable. */
    Optional<KeyValue> get(String key);

    /** One key with its value and revisions, or empty if there is none. Linearizable. */
    Optional<KeyValue> get(Bytes key);

    /**
     * One key or a range, in any of the ways that {@link Get} knows, in one answer: for large ranges see {@link #scan}.
     *
     * @return keys in the order asked for, and how many there are beyond a limit; fails with {@code CompactedException} or {@code
     *     FutureRevisionException} at a revision that is gone or yet to come
     */
    GetResult get(Get get);

    /** One key's value as text, or empty if there is no such key. Linearizable. */
    Optional<String> getString(String key);

    /**
     * Deletes a key.
     *
     * @return with {@code deleted()} 0 if there was none; if the reply is lost the outcome is UNKNOWN
     * @throws IllegalArgumentException if the key is empty
     */
    DeleteResult delete(String key);

    /**
     * Deletes a key.
     *
     * @return with {@code deleted()} 0 if there was none; if the reply is lost the outcome is UNKNOWN
     * @throws IllegalArgumentException if the key is empty
     */
    DeleteResult delete(Bytes key);

    /**
     * Deletes one key or a range, all in one revision.
     *
     * @return how many there were, and what they were if asked for; if the reply is lost the outcome is UNKNOWN
     */
    DeleteResult delete(Delete delete);

    /**
     * Runs a transaction; that its compares do not hold is no error: see {@link TxnResult#succeeded()}.
     *
     * @return which branch ran, and its results in the order of its operations; if the reply is lost the outcome is UNKNOWN, unless
     *     the transaction only reads. Fails, and applies none of it, with code {@code DUPLICATE_KEY} if a path puts a key twice, with
     *     {@code TOO_MANY_OPERATIONS} above the server's limit (128 as it comes), and as each of its operations can
     */
    TxnResult txn(Txn txn);

    /**
     * Runs a transaction.
     *
     * @return the results of the {@code then} branch
     * @throws dev.tercet.error.CompareFailedException if the compares do not hold, with the results of the {@code orElse} branch
     */
    TxnResult txnOrThrow(Txn txn);

    /**
     * Runs any operation, and fails as the method of its own does.
     *
     * @param <R> what it answers
     */
    <R extends OpResult> R execute(Op<R> op);

    /**
     * Forgets the history before a revision.
     *
     * @return the answer's header; fails with {@code CompactedException} if that was done already, also by a first try whose reply
     *     was lost, and with {@code FutureRevisionException} if there is no such revision yet
     */
    Header compact(Compaction compaction);

    /**
     * Reads a range of any size in pages, all of them as the store was at one revision.
     *
     * @param get the range, its limit if any, keys only if asked for; in key order
     * @throws IllegalArgumentException if it is sorted otherwise, filtered by revision, or counts only
     */
    Scan scan(Get get);
}
