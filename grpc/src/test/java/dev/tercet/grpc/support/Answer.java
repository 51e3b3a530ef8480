package dev.tercet.grpc.support;

import dev.tercet.spi.CallContext;
import dev.tercet.spi.Reply;
import dev.tercet.spi.Rpc;
import dev.tercet.spi.Transport;
import dev.tercet.spi.WireCall;
import dev.tercet.spi.WireFailure;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A call's end, to wait for. */
public final class Answer<R> implements Reply<R> {
    private final CompletableFuture<R> replied = new CompletableFuture<>();
    private final CompletableFuture<WireFailure> failed = new CompletableFuture<>();
    private final AtomicInteger ends = new AtomicInteger();
    private @Nullable WireCall call;

    public static <Q, R> Answer<R> to(Transport transport, Rpc<Q, R> rpc, Q request) {
        return to(transport, rpc, request, CallContext.PLAIN);
    }

    public static <Q, R> Answer<R> to(Transport transport, Rpc<Q, R> rpc, Q request, CallContext context) {
        Answer<R> answer = new Answer<>();
        answer.call = transport.call(rpc, request, context, answer);
        return answer;
    }

    @Override
    public void onReply(R reply) {
        replied.complete(reply);
        failed.completeExceptionally(new AssertionError("replied: " + reply));
        ends.incrementAndGet();
    }

    @Override
    public void onFailure(WireFailure failure) {
        failed.complete(failure);
        replied.completeExceptionally(new AssertionError("failed: " + failure, failure.cause()));
        ends.incrementAndGet();
    }

    public R reply() {
        return replied.orTimeout(10, TimeUnit.SECONDS).join();
    }

    public WireFailure failure() {
        return failed.orTimeout(10, TimeUnit.SECONDS).join();
    }

    public boolean isDone() {
        return ends.get() > 0;
    }

    public boolean isReply() {
        return isDone() && !replied.isCompletedExceptionally();
    }

    public int ends() {
        return ends.get();
    }

    public WireCall call() {
        return Objects.requireNonNull(call);
    }
}
