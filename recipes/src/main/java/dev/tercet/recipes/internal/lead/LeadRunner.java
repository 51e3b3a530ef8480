package dev.tercet.recipes.internal.lead;

import dev.tercet.kv.Bytes;
import dev.tercet.recipes.election.LeaderBody;
import dev.tercet.recipes.election.LeaderLoop;
import dev.tercet.recipes.election.Leadership;
import dev.tercet.recipes.internal.flow.Backoff;
import dev.tercet.recipes.internal.flow.Lane;
import dev.tercet.recipes.internal.flow.Promise;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.internal.flow.Timer;
import dev.tercet.recipes.internal.lead.LeadMachine.Effect;
import dev.tercet.recipes.internal.lead.LeadMachine.Signal;
import dev.tercet.recipes.session.LastingSession;
import dev.tercet.recipes.session.Session;
import dev.tercet.recipes.session.SessionSignal;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives a {@link LeadMachine}.
 *
 * <p>Threads: the machine and all fields that are not volatile belong to the lane; the body runs on the callback executor.
 */
public final class LeadRunner implements LeaderLoop {
    private static final Logger LOG = LoggerFactory.getLogger(LeadRunner.class);

    private final LastingSession sessions;
    private final Bytes name;
    private final Bytes value;
    private final LeaderBody body;
    private final Executor callbacks;
    private final Timer timer;
    private final Lane lane = new Lane();
    private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
    private volatile boolean leading;

    // Of the lane.
    private final LeadMachine machine = new LeadMachine();
    private LastingSession.Subscription subscription = () -> {};
    private @Nullable Session session;
    private @Nullable CompletableFuture<Leadership> campaign;
    private @Nullable Leadership leadership;
    private @Nullable BodyRun run;
    private Timer.Alarm alarm = () -> {};

    private LeadRunner(LastingSession sessions, Bytes name, Bytes value, LeaderBody body) {
        this.sessions = sessions;
        this.name = name;
        this.value = value;
        this.body = body;
        this.callbacks = sessions.client().callbackExecutor();
        this.timer = Timer.of(callbacks);
    }

    /** Begins; the sessions are the loop's, and closed with it. */
    public static LeaderLoop start(LastingSession sessions, Bytes name, Bytes value, LeaderBody body) {
        LeadRunner runner = new LeadRunner(sessions, name, value, body);
        runner.lane.run(() -> runner.subscription = sessions.onSignal(runner::hear));
        return runner;
    }

    private void hear(SessionSignal heard) {
        lane.run(() -> {
            if (heard instanceof SessionSignal.Opened opened) {
                session = opened.session();
                take(Signal.SESSION_OPENED);
            } else {
                session = null;
                take(Signal.SESSION_OVER);
                if (heard instanceof SessionSignal.Ended) {
                    take(Signal.CLOSE);
                }
            }
        });
    }

    private void signal(Signal signal) {
        lane.run(() -> take(signal));
    }

    /** In the lane, together with what else the step changes. */
    private void take(Signal signal) {
        machine.on(signal).forEach(this::perform);
    }

    private void perform(Effect effect) {
        if (effect instanceof LeadMachine.Campaign) {
            campaign(Objects.requireNonNull(session));
        } else if (effect instanceof LeadMachine.GiveUp) {
            Objects.requireNonNull(campaign).cancel(true);
        } else if (effect instanceof LeadMachine.Run) {
            lead(Objects.requireNonNull(leadership));
        } else if (effect instanceof LeadMachine.Stop) {
            Objects.requireNonNull(run).stop();
        } else if (effect instanceof LeadMachine.Resign) {
            resign(Objects.requireNonNull(leadership));
        } else if (effect instanceof LeadMachine.Rest rest) {
            alarm = timer.after(rest.nanos(), () -> signal(Signal.RESTED));
        } else if (effect instanceof LeadMachine.End) {
            end();
        }
    }

    private void campaign(Session on) {
        CompletableFuture<Leadership> begun = on.election(name).campaignAsync(value);
        campaign = begun;
        begun.whenComplete((won, failure) -> lane.run(() -> {
            if (failure == null) {
                leadership = won;
                take(Signal.WON);
            } else {
                LOG.debug("{}: the campaign ended", this, failure);
                take(Signal.FAILED);
            }
        }));
    }

    private void lead(Leadership won) {
        long since = timer.now();
        BodyRun begun = BodyRun.start(body, won, callbacks);
        run = begun;
        leading = true;
        won.lost()
                .whenComplete((why, failure) -> lane.run(() -> {
                    if (run == begun) {
                        take(Signal.LOST);
                    }
                }));
        begun.ended()
                .thenAccept(returned -> lane.run(() -> {
                    run = null;
                    leading = false;
                    take(ending(returned, timer.now() - since));
                }));
    }

    private static Signal ending(boolean returned, long nanos) {
        if (!returned) {
            return Signal.THREW;
        }
        return nanos < Backoff.FIRST ? Signal.RETURNED_SOON : Signal.RETURNED;
    }

    private void resign(Leadership won) {
        won.resignAsync().whenComplete((led, failure) -> {
            if (failure != null) {
                LOG.warn(
                        "{}: the leadership could not be resigned; it is tried again, or ends with its lease",
                        this,
                        failure);
            }
            signal(Signal.RESIGNED);
        });
    }

    private void end() {
        alarm.cancel();
        subscription.close();
        sessions.closeAsync().whenComplete((done, failure) -> {
            if (failure == null) {
                over.complete(null);
            } else {
                over.completeExceptionally(Task.unwrapped(failure));
            }
        });
    }

    @Override
    public boolean isLeading() {
        return leading;
    }

    @Override
    public CompletableFuture<Void> closeAsync() {
        signal(Signal.CLOSE);
        return Promise.of(callbacks, over);
    }

    @Override
    public String toString() {
        return "leader loop of election " + name;
    }
}
