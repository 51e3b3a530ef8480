package dev.tercet.recipes.stm;

import dev.tercet.kv.Bytes;
import dev.tercet.recipes.internal.flow.Await;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What the body of a transaction reads and writes with. Reads go to the server, once for each key; writes are kept until the body has
 * ended, and later reads of the same body see them.
 *
 * <p>The blocking methods are for bodies that may block, which those of {@code run} and {@code runAsync} may. Safe for use by several
 * threads; when the body has ended, every method but {@link #commitRevision()} throws {@code IllegalStateException}.
 *
 * @since 0.1
 */
public interface StmTransaction {
    /** {@link #getAsync}, waiting for it. */
    default Optional<Bytes> get(Bytes key) {
        return Await.on("get in transaction", getAsync(key));
    }

    /** {@link #get(Bytes)} of a text in UTF-8, as text. */
    default Optional<String> getString(String key) {
        return get(Bytes.of(key)).map(Bytes::utf8);
    }

    /**
     * A key's value: what this body has put, or else what is stored; empty if there is no such key, or this body has deleted it.
     *
     * @return fails as a read does
     * @throws IllegalArgumentException if the key is empty
     */
    CompletableFuture<Optional<Bytes>> getAsync(Bytes key);

    /** {@link #getAllAsync}, waiting for it. */
    default Map<Bytes, Bytes> getAll(Collection<Bytes> keys) {
        return Await.on("get all in transaction", getAllAsync(keys));
    }

    /**
     * Several keys in one round trip: at one moment, at every level.
     *
     * @return those that exist, in the order asked for
     */
    CompletableFuture<Map<Bytes, Bytes>> getAllAsync(Collection<Bytes> keys);

    /** {@link #revisionAsync}, waiting for it. */
    default long revision(Bytes key) {
        return Await.on("revision in transaction", revisionAsync(key));
    }

    /** The revision of a key's last put as stored, whatever this body has put; 0 if there is no such key. It counts as a read. */
    CompletableFuture<Long> revisionAsync(Bytes key);

    /** Puts a value when the transaction commits, on no lease; the last write of a key counts. */
    default void put(Bytes key, Bytes value) {
        put(key, value, 0);
    }

    /** {@link #put(Bytes, Bytes)} of texts in UTF-8. */
    default void put(String key, String value) {
        put(Bytes.of(key), Bytes.of(value));
    }

    /** Puts a value on a lease; 0 is none. */
    void put(Bytes key, Bytes value, long lease);

    /** Deletes a key when the transaction commits; there need not be one. */
    void delete(Bytes key);

    /** {@link #delete(Bytes)} of a text in UTF-8. */
    default void delete(String key) {
        delete(Bytes.of(key));
    }

    /** Which run of the body this is, beginning with 1. */
    int attempt();

    /** The revision that the transaction made; 0 before it is committed, if it failed, and if it wrote nothing. */
    long commitRevision();
}
