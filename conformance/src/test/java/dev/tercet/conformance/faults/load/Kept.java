package dev.tercet.conformance.faults.load;

/** What somebody who opens and closes may leave behind, and how much more of it may be there by chance. */
enum Kept {
    /** Pools and tables of the JDK and of Netty grow a little for as long as they are used. */
    HEAP("bytes of heap", 8L << 20),
    /** Constants, and what lingers in a thread's local. */
    OURS("objects of our classes", 60),
    GRPC("objects of gRPC's classes", 300),
    THREADS("threads", 0),
    SOCKETS("sockets", 0),
    /** The JDK opens files for itself. */
    FILES("open files", 8),
    WATCHERS("watchers at the server", 0),
    SLOW_WATCHERS("slow watchers at the server", 0),
    STREAMS("watch streams at the server", 0),
    CALLS("calls under way at the server", 0),
    LEASES("leases at the server", 0),
    /** The server's own come and go with what it compacts and syncs. */
    GOROUTINES("goroutines of the server", 20),
    SERVER_FILES("open files of the server", 5);

    private final String words;
    private final long tolerance;

    Kept(String words, long tolerance) {
        this.words = words;
        this.tolerance = tolerance;
    }

    /** Whether that is more than before, beyond chance. */
    boolean hasGrown(long before, long now) {
        return now - before > tolerance;
    }

    @Override
    public String toString() {
        return words;
    }
}
