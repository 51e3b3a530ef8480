package dev.tercet.cli.tour;

/** Cleans up when the JVM is ended from outside, as by Ctrl-C; closed when there is nothing left to clean up. */
final class AtExit implements AutoCloseable {
    private static volatile boolean begun;

    private final Thread hook;

    AtExit(String name, Runnable cleanUp) {
        hook = new Thread(
                () -> {
                    begun = true;
                    cleanUp.run();
                },
                name);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Whether the JVM is being ended. */
    static boolean hasBegun() {
        return begun;
    }

    /** Forgets the clean-up; if it runs already, waits for its end. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            try {
                hook.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
