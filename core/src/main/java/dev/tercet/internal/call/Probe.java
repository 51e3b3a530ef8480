package dev.tercet.internal.call;

import dev.tercet.error.ErrorCode;
import dev.tercet.internal.endpoint.Endpoints;
import dev.tercet.internal.schedule.Scheduler;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.Reply;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.Transport;
import dev.tercet.spi.WireCall;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One question to an endpoint that was set aside: a single attempt, since whoever asked sees to the next one and to the pause before
 * it.
 *
 * <p>Being refused for want of a token or of permission is an answer too.
 */
final class Probe<R> implements Reply<R>, Runnable {
    /** One that takes longer is as good as unanswered. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(2);

    private final Endpoints.Outcome outcome;
    private final AtomicBoolean done = new AtomicBoolean();
    private volatile @Nullable WireCall call;
    private volatile Scheduler.@Nullable Timer timer;

    private Probe(Endpoints.Outcome outcome) {
        this.outcome = outcome;
    }

    static <Q, R> void start(
            Question<Q, R> question,
            Transport transport,
            CallContext context,
            Scheduler scheduler,
            Endpoints.Outcome outcome) {
        Probe<R> probe = new Probe<>(outcome);
        probe.timer = scheduler.schedule(PATIENCE, probe);
        WireCall call = transport.call(question.rpc(), question.request(), context, probe);
        probe.call = call;
        if (probe.done.get()) {
            call.cancel();
            probe.callOff();
        }
    }

    @Override
    public void onReply(R reply) {
        end(true);
    }

    @Override
    public void onFailure(WireFailure failure) {
        end(failure.reach() == Reach.ANSWERED
                && failure.code() != StatusCode.INTERNAL
                && isWell(ErrorTable.code(failure)));
    }

    private static boolean isWell(ErrorCode said) {
        return switch (said) {
            case UNAVAILABLE, NO_LEADER, TIMEOUT, TOO_MANY_REQUESTS, UNHEALTHY_CLUSTER, PROTOCOL -> false;
            default -> true;
        };
    }

    /** The timer. */
    @Override
    public void run() {
        WireCall waiting = call;
        if (end(false) && waiting != null) {
            waiting.cancel();
        }
    }

    private boolean end(boolean well) {
        if (!done.compareAndSet(false, true)) {
            return false;
        }
        callOff();
        outcome.answered(well);
        return true;
    }

    private void callOff() {
        Scheduler.Timer waiting = timer;
        if (waiting != null) {
            waiting.cancel();
        }
    }
}
