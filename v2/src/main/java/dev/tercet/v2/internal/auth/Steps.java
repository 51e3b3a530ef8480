package dev.tercet.v2.internal.auth;

import dev.tercet.connection.CallOptions;
import dev.tercet.v2.error.V2KeyNotFoundException;
import dev.tercet.v2.internal.time.JdkTimer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Several calls one after another, under one deadline. Cancelling {@link #whole()} cancels the one that is under way, and lets none
 * follow. They follow each other on callback threads.
 */
final class Steps<T> {
    private static final Duration LEAST = Duration.ofNanos(1);

    private final long start = JdkTimer.now();
    private final CallOptions options;
    private final Whole<T> whole = new Whole<>();

    Steps(CallOptions options) {
        this.options = options;
    }

    /** What comes of all. */
    CompletableFuture<T> whole() {
        return whole;
    }

    /** The calls' options, with the time that is left. */
    CallOptions left() {
        Duration left = options.timeout().minusNanos(JdkTimer.now() - start);
        // Used up, it still is the engine that says so, in its own words.
        return options.withTimeout(left.compareTo(LEAST) < 0 ? LEAST : left);
    }

    /** Makes this call, then goes on with what it led to. */
    <A> CompletableFuture<A> step(Supplier<CompletableFuture<A>> call) {
        if (whole.isDone()) {
            CompletableFuture<A> never = new CompletableFuture<>();
            never.cancel(false);
            return never;
        }
        CompletableFuture<A> current = call.get();
        whole.under(current);
        return current;
    }

    /** The last of the calls, whose value is that of all. */
    CompletableFuture<T> endingWith(CompletableFuture<T> last) {
        last.whenComplete(whole::end);
        return whole;
    }

    /** What failed, without what futures put around it. */
    static Throwable bare(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** The same value, or what another says of the failure. */
    static <A> CompletableFuture<A> orElse(CompletableFuture<A> call, Function<Throwable, CompletableFuture<A>> other) {
        return call.handle((value, failure) ->
                        failure == null ? CompletableFuture.completedFuture(value) : other.apply(bare(failure)))
                .thenCompose(Function.identity());
    }

    /** What is there, or empty if nothing is. */
    static <A> CompletableFuture<Optional<A>> ifThere(CompletableFuture<A> read) {
        return orElse(
                read.thenApply(Optional::of),
                failure -> failure instanceof V2KeyNotFoundException
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : CompletableFuture.failedFuture(failure));
    }

    private static final class Whole<T> extends CompletableFuture<T> {
        private volatile @Nullable CompletableFuture<?> current;

        void under(CompletableFuture<?> call) {
            current = call;
            if (isCancelled()) {
                call.cancel(true);
            }
        }

        @SuppressWarnings("NullAway") // A value of Void is null.
        void end(@Nullable T value, @Nullable Throwable failure) {
            if (failure == null) {
                complete(value);
            } else {
                completeExceptionally(bare(failure));
            }
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            CompletableFuture<?> call = current;
            boolean now = super.cancel(mayInterruptIfRunning);
            if (now && call != null) {
                call.cancel(true);
            }
            return now;
        }
    }
}
