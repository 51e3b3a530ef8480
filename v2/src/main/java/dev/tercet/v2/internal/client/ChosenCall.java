package dev.tercet.v2.internal.client;

import dev.tercet.connection.CallOptions;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.error.Outcome;
import dev.tercet.spi.engine.CallEngine;
import dev.tercet.v2.internal.backend.OpenBackend;
import dev.tercet.v2.internal.watch.Lane;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A call that waits to be told where to go, within its deadline. Ending it from outside ends the call if that is under way. */
final class ChosenCall<T> extends CompletableFuture<T> {
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 4);
    private static final Duration LEAST = Duration.ofNanos(1);

    private final CallEngine engine;
    private final Object what;
    private final CallOptions options;
    private final RelayBackend.Call<T> call;
    private final long start;
    private volatile @Nullable CompletableFuture<T> underWay;

    ChosenCall(CallEngine engine, Object what, CallOptions options, RelayBackend.Call<T> call) {
        this.engine = engine;
        this.what = what;
        this.options = options;
        this.call = call;
        this.start = engine.nanoTime();
    }

    CompletableFuture<T> after(CompletableFuture<OpenBackend> question) {
        Duration time = options.timeout().compareTo(LONGEST) > 0 ? LONGEST : options.timeout();
        Runnable alarm =
                engine.timer().schedule(time.toNanos(), () -> Lane.toldSomewhere(engine.callbacks(), this::timedOut));
        whenComplete((value, failure) -> {
            alarm.run();
            CompletableFuture<T> made = underWay;
            if (made != null) {
                made.cancel(true);
            }
        });
        question.whenComplete((backend, failure) -> {
            if (failure != null) {
                completeExceptionally(bare(failure));
            } else {
                alarm.run();
                go(backend);
            }
        });
        return this;
    }

    private void go(OpenBackend backend) {
        if (isDone()) {
            return;
        }
        CompletableFuture<T> made;
        try {
            made = call.at(backend, left());
        } catch (RuntimeException e) {
            completeExceptionally(e);
            return;
        }
        underWay = made;
        made.whenComplete(this::end);
        if (isDone()) {
            made.cancel(true);
        }
    }

    private CallOptions left() {
        Duration left = options.timeout().minusNanos(engine.nanoTime() - start);
        return options.withTimeout(left.compareTo(LEAST) < 0 ? LEAST : left);
    }

    @SuppressWarnings("NullAway") // The value of a Void is null.
    private void end(@Nullable T value, @Nullable Throwable failure) {
        if (failure == null) {
            complete(value);
        } else {
            completeExceptionally(bare(failure));
        }
    }

    private void timedOut() {
        if (underWay != null) {
            // It has the same deadline, and more to say.
            return;
        }
        if (engine.isClosed()) {
            // What is still to be timed is run then, too.
            completeExceptionally(Closed.failure(what, Outcome.NOT_APPLIED));
            return;
        }
        String message = what + ": not sent, since within " + options.timeout().toMillis() + " ms no server at "
                + engine.endpoints() + " told which API it offers";
        completeExceptionally(new EtcdTimeoutException(
                new Details(ErrorCode.TIMEOUT, Outcome.NOT_APPLIED, message, what.toString(), null, null)));
    }

    private static Throwable bare(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    @Override
    public Executor defaultExecutor() {
        return engine.callbacks();
    }
}
