package dev.tercet.conformance.faults.work;

import dev.tercet.EtcdClient;
import dev.tercet.conformance.faults.history.Act;
import dev.tercet.conformance.faults.history.Call;
import dev.tercet.conformance.faults.history.End;
import dev.tercet.conformance.faults.history.End.Returned;
import dev.tercet.conformance.faults.history.Operation;
import dev.tercet.connection.CallOptions;
import dev.tercet.kv.OpResult;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Makes calls with one client, and records each with its end. */
final class Caller {
    /** What a deadline may be passed by: the machine has other things to do. */
    static final Duration SLACK = Duration.ofSeconds(5);

    private final Stage stage;
    private final String name;
    private final EtcdClient client;

    Caller(Stage stage, Client client) {
        this.stage = stage;
        this.name = client.name();
        this.client = client.etcd();
    }

    /** Waits for the answer; empty if there was none. */
    <R extends OpResult> Optional<Returned> call(Ask<R> ask, CallOptions options) {
        Call call = stage.recorder().begin(name, ask.act());
        long start = System.nanoTime();
        try {
            Returned answer = ask.reading().apply(client.kv().with(options).execute(ask.op()));
            call.ended(end(ask, answer, options));
            return Optional.of(answer);
        } catch (RuntimeException e) {
            failed(call, e, options);
            return Optional.empty();
        } finally {
            check(ask, start, options);
        }
    }

    /**
     * Does not wait.
     *
     * @param lane who calls: of each lane one call at a time
     * @return the answer, or empty if there was none; cancelling it cancels the call
     */
    <R extends OpResult> Sent send(int lane, Ask<R> ask, CallOptions options) {
        Call call = stage.recorder().begin(name + "/" + lane, ask.act());
        long start = System.nanoTime();
        CompletableFuture<R> future = client.async().kv().with(options).execute(ask.op());
        CompletableFuture<Optional<Returned>> answered = future.handle((result, failure) -> {
            check(ask, start, options);
            if (failure instanceof CancellationException) {
                call.ended(cancelled(ask));
                return Optional.empty();
            }
            if (failure != null) {
                failed(call, failure, options);
                return Optional.empty();
            }
            Returned answer = ask.reading().apply(result);
            call.ended(end(ask, answer, options));
            return Optional.of(answer);
        });
        return new Sent(future, answered);
    }

    /**
     * A call under way.
     *
     * @param future the client's, to be cancelled
     * @param answered completes when the end is recorded; empty if there was no answer
     */
    record Sent(CompletableFuture<?> future, CompletableFuture<Optional<Returned>> answered) {
        boolean awaits(Duration atMost) {
            try {
                answered.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
                return true;
            } catch (java.util.concurrent.TimeoutException e) {
                return false;
            } catch (java.util.concurrent.ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    /** What was sent again may have been left open by another than who is named. */
    private static void failed(Call call, Throwable failure, CallOptions options) {
        if (options.retriesWrites()) {
            call.ended(End.failed(failure));
        } else {
            call.failed(failure);
        }
    }

    /** Who cancels a write knows no more of it than that; a read that nobody waits for has done nothing. */
    private static End cancelled(Ask<?> ask) {
        String code = "CANCELLED";
        return ask.act().isRead() ? new End.NotApplied(code, "by its caller") : new End.Unknown(code, "by its caller");
    }

    /**
     * Compares that did not hold, of a write that may have been sent twice: the first may have been applied, which made the second
     * fail. Its caller was warned, and has to look.
     */
    private static End end(Ask<?> ask, Returned answer, CallOptions options) {
        if (ask.act() instanceof Act.Put && !answer.succeeded()) {
            return new End.NotApplied("COMPARE_FAILED", "its condition did not hold");
        }
        return options.retriesWrites() && !answer.succeeded() && !ask.act().isRead()
                ? new End.Unknown("RETRIED", "sent again, perhaps, and then refused: " + answer)
                : answer;
    }

    void check(Ask<?> ask, long start, CallOptions options) {
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        if (took.compareTo(options.timeout().plus(SLACK)) > 0) {
            long now = stage.recorder().now();
            stage.violation("a call of " + name + " took " + took + " with a deadline of " + options.timeout() + ": "
                    + ask.act() + " " + Operation.span(now - took.toNanos(), now));
        }
    }
}
