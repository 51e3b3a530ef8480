package dev.tercet.testkit.junit;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Exceptions that nobody caught while tests ran: on any thread, or thrown by a client's listener.
 *
 * <p>The JVM has one handler for all threads, so it is set while there is anybody who listens, and then what was there before is set
 * again, unless somebody else has taken its place.
 */
final class UncaughtExceptions implements AutoCloseable {
    private static final List<UncaughtExceptions> LISTENING = new ArrayList<>();
    private static final UncaughtExceptionHandler HANDLER = UncaughtExceptions::note;
    private static @Nullable UncaughtExceptionHandler before;

    private final List<Throwable> noted = new ArrayList<>();

    private UncaughtExceptions() {}

    /** Notes them from now on. */
    static UncaughtExceptions listen() {
        synchronized (LISTENING) {
            if (LISTENING.isEmpty()) {
                before = Thread.getDefaultUncaughtExceptionHandler();
                Thread.setDefaultUncaughtExceptionHandler(HANDLER);
            }
            UncaughtExceptions listening = new UncaughtExceptions();
            LISTENING.add(listening);
            return listening;
        }
    }

    private static void note(Thread thread, Throwable thrown) {
        synchronized (LISTENING) {
            LISTENING.forEach(each -> each.noted.add(thrown));
        }
    }

    /** Those so far. */
    List<Throwable> noted() {
        synchronized (LISTENING) {
            return List.copyOf(noted);
        }
    }

    @Override
    public void close() {
        synchronized (LISTENING) {
            if (LISTENING.remove(this)
                    && LISTENING.isEmpty()
                    && Thread.getDefaultUncaughtExceptionHandler() == HANDLER) {
                Thread.setDefaultUncaughtExceptionHandler(before);
            }
        }
    }
}
