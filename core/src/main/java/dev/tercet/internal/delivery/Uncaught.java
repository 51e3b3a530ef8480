package dev.tercet.internal.delivery;

import java.lang.Thread.UncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * What a callback threw. Nobody waits for it, so besides being logged it is told to the handler of uncaught
 * exceptions, if the application has set one for all threads; the JVM's own would only print it once more.
 */
public final class Uncaught {
    private static final Logger LOG = LoggerFactory.getLogger(Uncaught.class);

    private Uncaught() {}

    /**
     * Logs it, and tells the handler.
     *
     * @param entry where the log stands, and how grave it is there
     * @param what what failed
     */
    public static void tell(LoggingEventBuilder entry, String what, Throwable thrown) {
        entry.setCause(thrown).log(what);
        tell(thrown);
    }

    @SuppressWarnings("CatchingUnchecked") // Other languages throw unchecked what is checked here.
    private static void tell(Throwable thrown) {
        UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();
        if (handler == null) {
            return;
        }
        try {
            handler.uncaughtException(Thread.currentThread(), thrown);
        } catch (Throwable e) {
            // As the JVM has it: what a handler throws goes nowhere, and must not end what told it.
            LOG.error("the handler of uncaught exceptions failed", e);
        }
    }
}
