package dev.tercet.recipes.internal.lead;

import dev.tercet.recipes.election.LeaderBody;
import dev.tercet.recipes.election.Leadership;
import dev.tercet.recipes.internal.flow.Promise;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a body.
 *
 * <p>Threads: the body's, and whoever stops it. The thread is interrupted under the lock, so that it never is when it has gone on to
 * somebody else's work.
 */
final class BodyRun implements LeaderBody.Stop {
    private static final Logger LOG = LoggerFactory.getLogger(BodyRun.class);

    private final Promise<@Nullable Void> stopped;
    private final Promise<Boolean> ended;
    private @Nullable Thread thread;
    private volatile boolean stop;

    private BodyRun(Executor callbacks) {
        this.stopped = new Promise<>(callbacks);
        this.ended = new Promise<>(callbacks);
    }

    static BodyRun start(LeaderBody body, Leadership leadership, Executor callbacks) {
        BodyRun run = new BodyRun(callbacks);
        try {
            callbacks.execute(() -> run.run(body, leadership));
        } catch (RuntimeException e) {
            LOG.error("the callback executor does not take a body to lead with", e);
            run.ended.succeed(false);
        }
        return run;
    }

    /** Completes when the body has ended: with whether it returned, rather than threw. */
    CompletableFuture<Boolean> ended() {
        return ended;
    }

    private void run(LeaderBody body, Leadership leadership) {
        boolean returned = false;
        begin();
        try {
            body.lead(leadership, this);
            returned = true;
        } catch (InterruptedException e) {
            returned = stop;
            if (!returned) {
                LOG.error("the body of a {} was interrupted by somebody else", leadership, e);
            }
        } catch (Exception | Error e) {
            // One that is torn from what it waits for when told to stop has no other way out.
            returned = stop;
            if (stop) {
                LOG.debug("the body of a {} threw when it was stopped", leadership, e);
            } else {
                LOG.error("the body of a {} failed; it resigns, and campaigns again", leadership, e);
            }
        } finally {
            end();
            ended.succeed(returned);
        }
    }

    private synchronized void begin() {
        thread = Thread.currentThread();
        if (stop) {
            thread.interrupt();
        }
    }

    private synchronized void end() {
        thread = null;
        if (stop) {
            // Meant for the body alone.
            Thread.interrupted();
        }
    }

    void stop() {
        synchronized (this) {
            stop = true;
            if (thread != null) {
                thread.interrupt();
            }
        }
        stopped.succeed(null);
    }

    @Override
    public boolean isStopped() {
        return stop;
    }

    @Override
    public CompletableFuture<Void> stopped() {
        return stopped;
    }
}
