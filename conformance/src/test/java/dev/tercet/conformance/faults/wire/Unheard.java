package dev.tercet.conformance.faults.wire;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Listens for exceptions that nobody catches: they are violations, whoever's they are. What gRPC has to say about frames that make no
 * sense is not printed meanwhile: it is a page for each.
 */
final class Unheard {
    // Held, since a logger that nobody holds forgets what it was told.
    private static final Logger GRPC = Logger.getLogger("io.grpc");

    private Unheard() {}

    /** Something to do. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    /** Does it, and listens meanwhile. */
    static void listen(Tally tally, Work work) throws Exception {
        UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {
            thrown.printStackTrace();
            tally.violation("nobody caught this in thread " + thread.getName() + ": " + thrown);
        });
        Level level = GRPC.getLevel();
        GRPC.setLevel(Level.OFF);
        try {
            work.run();
        } finally {
            GRPC.setLevel(level);
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }
}
