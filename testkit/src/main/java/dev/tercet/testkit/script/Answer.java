package dev.tercet.testkit.script;

import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * What a script does with one unary call. It runs on the server's I/O thread and may keep the call, to answer it later from
 * another.
 *
 * @param <Q> the request
 * @param <R> the reply
 * @since 0.1
 */
@FunctionalInterface
public interface Answer<Q, R> {
    /** Answers the call, now or later, once; or leaves it without an answer. */
    void answer(UnaryCall<Q, R> call);

    /** This reply. */
    static <Q, R> Answer<Q, R> reply(R reply) {
        return call -> call.reply(reply);
    }

    /** A reply made of the request. */
    static <Q, R> Answer<Q, R> replying(Function<Q, R> reply) {
        return call -> call.reply(reply.apply(call.request()));
    }

    /** This status, with etcd's own text or any other. */
    static <Q, R> Answer<Q, R> failure(Status status) {
        return call -> call.fail(status);
    }

    /** None, ever, unless the test answers the call itself. */
    static <Q, R> Answer<Q, R> silence() {
        return call -> {};
    }

    /** The same answer, later. */
    default Answer<Q, R> after(Duration delay) {
        return call -> CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS)
                .execute(() -> answer(call));
    }
}
