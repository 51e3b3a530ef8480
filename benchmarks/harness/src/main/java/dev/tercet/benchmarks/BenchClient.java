package dev.tercet.benchmarks;

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

    /** Watches a prefix from now on until the result is closed, and visits each event. */
    Subscription watch(byte[] prefix, Events events) throws Exception;

    /** Whether the client has what the row is about. */
    default boolean does(Row row) {
        return !row.isRecipe();
    }

    /** Makes what one thread of a row needs; only asked of a client that {@link #does} it. */
    default Recipe recipe(Row row) throws Exception {
        throw new UnsupportedOperationException(row.id());
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

    /** Where a watch reports. */
    interface Events {
        /** Some events arrived, whose keys and values have this many bytes altogether. */
        void arrived(int count, long bytes);

        /** The watch ended by itself. */
        void failed(Throwable failure);
    }
}
