package dev.tercet.embedded.internal.status;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what nobody waits for. What it throws is nobody's answer, and must not keep others from theirs: it goes to the log, where
 * otherwise an executor would swallow it and the server would be silent ever after.
 */
public final class Logged {
    private static final Logger LOG = LoggerFactory.getLogger(Logged.class);

    private Logged() {}

    /** Runs a task. */
    public static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.error("the embedded etcd failed at something that nobody waits for", e);
        }
    }
}
