package dev.tercet.testkit.junit;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Exceptions that nobody caught while tests ran: on any thread, or thrown by a client's listener.
 *
 * <p>The JVM has one handler for all threads, so it is set while there is anybody who listens, and then what was there before is set
 * again, unless somebody else has taken its place. What no test tells of goes where it would have gone.
 */
final class UncaughtExceptions implements AutoCloseable {
    private static final List<UncaughtExceptions> LISTENING = new ArrayList<>();
    private static @Nullable Handler handler;

    private final Handler at;
    private final List<Uncaught> noted = new ArrayList<>();

    private UncaughtExceptions(Handler at) {
        this.at = at;
    }

    /** Notes them from now on. */
    static UncaughtExceptions listen() {
        synchronized (LISTENING) {
            Handler now = handler;
            if (now == null) {
                now = new Handler(Thread.getDefaultUncaughtExceptionHandler());
                handler = now;
                Thread.setDefaultUncaughtExceptionHandler(now);
            }
            UncaughtExceptions listening = new UncaughtExceptions(now);
            LISTENING.add(listening);
            return listening;
        }
    }

    /** Those so far, which the caller tells of. Listens no more. */
    List<Throwable> end() {
        return stop().stream().map(Uncaught::thrown).toList();
    }

    /** Listens no more, and hands on what nobody has told of. */
    @Override
    public void close() {
        stop().forEach(each -> at.handOn(each.thread(), each.thrown()));
    }

    private List<Uncaught> stop() {
        synchronized (LISTENING) {
            if (LISTENING.remove(this) && LISTENING.isEmpty()) {
                if (Thread.getDefaultUncaughtExceptionHandler() == handler) {
                    Thread.setDefaultUncaughtExceptionHandler(at.before);
                }
                handler = null;
            }
            List<Uncaught> all = List.copyOf(noted);
            noted.clear();
            return all;
        }
    }

    private record Uncaught(Thread thread, Throwable thrown) {}

    /** One for each time that it is set: were it left in a chain of others and set again, it would be its own predecessor. */
    private static final class Handler implements UncaughtExceptionHandler {
        private final @Nullable UncaughtExceptionHandler before;

        Handler(@Nullable UncaughtExceptionHandler before) {
            this.before = before;
        }

        @Override
        public void uncaughtException(Thread thread, Throwable thrown) {
            synchronized (LISTENING) {
                if (!LISTENING.isEmpty()) {
                    LISTENING.forEach(each -> each.noted.add(new Uncaught(thread, thrown)));
                    return;
                }
            }
            handOn(thread, thrown);
        }

        void handOn(Thread thread, Throwable thrown) {
            if (before != null) {
                before.uncaughtException(thread, thrown);
            } else {
                // As the JVM does where there is no handler.
                System.err.print("Exception in thread \"" + thread.getName() + "\" ");
                thrown.printStackTrace();
            }
        }
    }
}
