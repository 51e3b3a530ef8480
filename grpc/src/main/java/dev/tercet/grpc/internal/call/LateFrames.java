package dev.tercet.grpc.internal.call;

import java.util.logging.Filter;
import java.util.logging.Logger;

/**
 * What still comes of a reply that was given up for its size, in frames that were on their way. gRPC logs a line for each, at a level
 * that the JVM prints by default, of which nobody learns anything: scans give replies up and ask for smaller ones.
 */
public final class LateFrames {
    private static final String WORDS = "Received data on closed stream";

    // Held, since a logger that nobody holds forgets what it was told.
    private static final Logger LOGGER = Logger.getLogger("io.grpc.internal.AbstractClientStream");

    static {
        Filter others = LOGGER.getFilter();
        LOGGER.setFilter(line -> !WORDS.equals(line.getMessage()) && (others == null || others.isLoggable(line)));
    }

    private LateFrames() {}

    /** Keeps those lines out of the log, from now on. */
    public static void unlogged() {
        // Done when this class was loaded.
    }
}
