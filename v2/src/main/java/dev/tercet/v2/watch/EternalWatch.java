package dev.tercet.v2.watch;

/**
 * A watch that goes on for as long as it is wanted, whatever happens to connections and members. Iterating waits for the next event;
 * there is one iterator.
 *
 * @since 0.1
 */
public interface EternalWatch extends Iterable<V2Event>, AutoCloseable {
    /** The index to go on from, after what the iterator has given last. */
    long nextIndex();

    /** Ends it, also at the server; an iterator that waits has no next. Closing twice is harmless. */
    @Override
    void close();
}
