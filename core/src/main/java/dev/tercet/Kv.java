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
     * Stores a text.
     *
     * @throws IllegalArgumentException if the key is empty
     */
    PutResult put(String key, String value);

    /**
     * Stores bytes.
     *
     * @throws IllegalArgumentException if the key is empty
     */
    PutResult put(Bytes key, Bytes value);

    /** Stores a key in any of the ways that {@link Put} knows. */
    PutResult put(Put put);

    /** One key with its value and revisions, or empty if there is none. Linearizable. */
    Optional<KeyValue> get(String key);

    /** One key with its value and revisions, or empty if there is none. Linearizable. */
    Optional<KeyValue> get(Bytes key);

    /** One key or a range, in any of the ways that {@link Get} knows. */
    GetResult get(Get get);

    /** One key's value as text, or empty if there is no such key. Linearizable. */
    Optional<String> getString(String key);

    /**
     * Deletes a key.
     *
     * @return with {@code deleted()} 0 if there was none
     */
    DeleteResult delete(String key);

    /**
     * Deletes a key.
     *
     * @return with {@code deleted()} 0 if there was none
     */
    DeleteResult delete(Bytes key);

    /** Deletes one key or a range. */
    DeleteResult delete(Delete delete);

    /** Runs a transaction; that its compares do not hold is no error: see {@link TxnResult#succeeded()}. */
    TxnResult txn(Txn txn);

    /**
     * Runs a transaction.
     *
     * @return the results of the {@code then} branch
     * @throws dev.tercet.error.CompareFailedException if the compares do not hold, with the results of the {@code orElse} branch
     */
    TxnResult txnOrThrow(Txn txn);

    /** Runs any operation. */
    <R extends OpResult> R execute(Op<R> op);

    /**
     * Forgets the history before a revision.
     *
     * @return the answer's header; fails with {@code CompactedException} if that was done already, and with {@code
     *     FutureRevisionException} if there is no such revision yet
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
