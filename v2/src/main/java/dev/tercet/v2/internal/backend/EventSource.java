package dev.tercet.v2.internal.backend;

/** A watch under way. */
public interface EventSource {
    /** Allows so many more events; none are given before the first. */
    void request(long events);

    /** Ends it, also at the server: nothing more is told. Harmless when it has ended. */
    void cancel();
}
