package dev.tercet.benchmarks;

import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * One contender: a client of etcd behind the few calls that are measured.
 *
 * <p>Keys and values come as byte arrays, which nobody changes afterwards; turning them into the client's own type is part
 * of what the client costs.
 */
public interface BenchClient extends AutoCloseable {

    /** Puts and waits for the reply. */
    void put(byte[] key, byte[] value) throws Exception;

    /** Gets one key and waits; returns the length of the value. */
    int get(byte[] key) throws Exception;

    /** Sends a put; {@code done} is called once, on any thread. */
    void putAsync(byte[] key, byte[] value, Done done);

    /** Sends a get of one key; {@code done} is called once, on any thread, with the length of the value. */
    void getAsync(byte[] key, Done done);

    /** Gets all keys under a prefix in one request, waits, and visits each; returns the bytes of all keys and values. */
    long range(byte[] prefix) throws Exception;

    /** Gets all keys under a prefix in one request, waits, and returns the answer as the client has it. */
    default Object held(byte[] prefix) throws Exception {
        throw new UnsupportedOperationException();
    }

    /**
     * Gets all keys under a prefix, however many, in the way that the client has for that, and visits each; returns the bytes of all
     * keys and values.
     */
    default long scan(byte[] prefix) throws Exception {
        return range(prefix);
    }

    /** Whether the client can have calls that are made at the same time go together. */
    default boolean batches() {
        return false;
    }

    /** Sends a put that may go with others; {@code done} is called once, on any thread. */
    default void putTogether(byte[] key, byte[] value, Done done) {
        putAsync(key, value, done);
    }

    /** Watches a prefix from now on until the result is closed, and visits each event. */
    Subscription watch(byte[] prefix, Events events) throws Exception;

    /** The same for events whose taker is slow, and may block. */
    default Subscription watchSlowly(byte[] prefix, Events events) throws Exception {
        return watch(prefix, events);
    }

    /** Watches a prefix from now on until the result is closed, and tells the value of each event. */
    default Subscription watchValues(byte[] prefix, Values values) throws Exception {
        throw new UnsupportedOperationException();
    }

    /**
     * Opens a watch of each of these keys, and waits until the server has all of them; closing the result closes them. If that fails, none is
     * left open.
     */
    default Subscription watches(byte[][] keys, Events events) throws Exception {
        throw new UnsupportedOperationException();
    }

    /** Has a lease granted and keeps it alive, without waiting; {@code kept} is called once, on any thread, and again if it is lost. */
    default void lease(Duration ttl, Kept kept) {
        throw new UnsupportedOperationException();
    }

    /** Whether the client has what the row is about. */
    default boolean does(Row row) {
        return !row.isRecipe() && !row.isAtScale() && !row.isBulk();
    }

    /** Makes what one thread of a row needs; only asked of a client that {@link #does} it. */
    default Recipe recipe(Row row) throws Exception {
        throw new UnsupportedOperationException(row.id());
    }

    /** Makes this client's part in a lock of this name; only asked of a client that {@link #does} the row that needs it. */
    default Holder holder(String lock) throws Exception {
        throw new UnsupportedOperationException();
    }

    @Override
    void close();

    /** The end of one asynchronous call. */
    interface Done {
        /** The call succeeded; {@code bytes} is the length of the value read, 0 for a put. */
        void done(int bytes);

        /** The call failed. */
        void failed(Throwable failure);
    }

    /** A running watch. */
    interface Subscription {
        /** Ends it. */
        void close();
    }

    /** A lease that is kept alive. */
    interface Lease {
        /** Keeps it no more and has the server revoke it, without waiting; {@code done} is called once, on any thread, when it has. */
        void end(Done done);
    }

    /** The beginning of a lease. */
    interface Kept {
        /** It is granted and kept alive. */
        void kept(Lease lease);

        /** It could not be granted. */
        void failed(Throwable failure);

        /** It was granted, and is lost. */
        void lost(Throwable failure);
    }

    /** Where a watch reports values. */
    interface Values {
        /** The value of one event. */
        void arrived(ByteBuffer value);

        /** The watch ended by itself. */
        void failed(Throwable failure);
    }

    /** Where a watch reports. */
    interface Events {
        /** Some events arrived, whose keys and values have this many bytes altogether. */
        void arrived(int count, long bytes);

        /** The watch ended by itself. */
        void failed(Throwable failure);
    }
}
