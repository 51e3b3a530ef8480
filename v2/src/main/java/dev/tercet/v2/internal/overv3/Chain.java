package dev.tercet.v2.internal.overv3;

import dev.tercet.EtcdClient;
import dev.tercet.connection.CallOptions;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.error.Outcome;
import dev.tercet.v2.internal.time.JdkTimer;
import dev.tercet.v2.internal.time.V2Timer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Several calls of the client that are one to whoever asked: they share one deadline, and cancelling the whole cancels those that are
 * under way, and each that is made after that.
 *
 * <pre>{@code
 * return Chain.run(etcd, "read \"/a\"", options, chain -> chain.step(etcd.async().kv().with(chain.left()).get(key))
 *         .thenCompose(found -> chain.step(...)));
 * }</pre>
 *
 * <p>Threads: any. Steps end on the client's callback threads, and so does the whole.
 */
public final class Chain {
    private final Set<CompletableFuture<?>> current = ConcurrentHashMap.newKeySet();
    private final String call;
    private final CallOptions options;
    private final V2Timer time;
    private final long start;
    private volatile boolean abandoned;
    private volatile boolean begun;
    private volatile boolean applied;

    private Chain(V2Timer time, String call, CallOptions options) {
        this.time = time;
        this.start = time.nanoTime();
        this.call = call;
        this.options = options;
    }

    /**
     * Starts.
     *
     * @param call what is asked, in words, for messages
     * @param options the deadline of the whole
     * @param body the calls, each made within {@link #step}
     */
    public static <T> CompletableFuture<T> run(
            EtcdClient etcd, String call, CallOptions options, Function<Chain, CompletableFuture<T>> body) {
        Chain chain = new Chain(new JdkTimer(etcd.callbackExecutor()), call, options);
        Whole<T> whole = new Whole<>(etcd.callbackExecutor(), chain);
        CompletableFuture.completedFuture(chain).thenCompose(body).whenComplete((value, failure) -> {
            if (failure != null) {
                whole.completeExceptionally(unwrapped(failure));
            } else {
                whole.complete(value);
            }
        });
        return whole;
    }

    /** One call: it is cancelled when the whole is, also if that has happened already. */
    @SuppressWarnings("CollectionUndefinedEquality") // A future is equal to itself alone, which is what is asked.
    public <R> CompletableFuture<R> step(CompletableFuture<R> made) {
        current.add(made);
        made.whenComplete((value, failure) -> current.remove(made));
        if (abandoned) {
            made.cancel(true);
        }
        return made;
    }

    /**
     * One call whose answer must be known, since something is to be done about it: it is not made any more when the whole was
     * cancelled, and once it is made it ends by its answer or its deadline.
     */
    public <R> CompletableFuture<R> kept(Supplier<CompletableFuture<R>> call) {
        return abandoned ? CompletableFuture.failedFuture(new CancellationException()) : call.get();
    }

    /** Waits, unless the whole is cancelled meanwhile, and no longer than its deadline. */
    public CompletableFuture<Void> pause(Duration pause) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        Runnable callOff = time.schedule(Math.min(pause.toNanos(), leftNanos()), () -> over.complete(null));
        over.whenComplete((done, failure) -> callOff.run());
        return step(over);
    }

    /** How long it is until the deadline; negative after it. */
    public long leftNanos() {
        return TimeUnit.NANOSECONDS.convert(options.timeout().minusNanos(time.nanoTime() - start));
    }

    /** Says that a part of what was asked is done, and stays so whatever becomes of the rest. */
    public void applied() {
        applied = true;
    }

    /** Whether that is so. */
    public boolean isApplied() {
        return applied;
    }

    /** The options of the next call: with what is left of the time. */
    public CallOptions left() {
        Duration left = options.timeout().minusNanos(time.nanoTime() - start);
        // A call that has no time fails in the words that all others use.
        return options.withTimeout(left.isNegative() || left.isZero() ? Duration.ofNanos(1) : left);
    }

    /**
     * Before a loop begins, and each time that it goes round: fails if the time is over.
     *
     * @throws EtcdTimeoutException then; nothing was applied, unless {@link #applied} was said
     */
    public void goesRound() {
        if (leftNanos() < 0) {
            throw timeout(
                    begun
                            ? ": others changed it each time within " + options.timeout()
                            : ": " + options.timeout() + " were over before anything was asked");
        }
        begun = true;
    }

    /** What a call fails with that has no time left. */
    public EtcdTimeoutException timeout(String why) {
        String message = applied
                ? ": " + options.timeout() + " were over before all was done; parts of it may have been done"
                : why;
        return new EtcdTimeoutException(new Details(
                ErrorCode.TIMEOUT,
                applied ? Outcome.UNKNOWN : Outcome.NOT_APPLIED,
                call + message + "; try again, or with more time",
                call,
                null,
                null));
    }

    private void abandon() {
        abandoned = true;
        current.forEach(made -> made.cancel(true));
    }

    /** What a future failed with, without the wrapping that its stages add. */
    public static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }

    private static final class Whole<T> extends CompletableFuture<T> {
        private final Executor callbacks;

        Whole(Executor callbacks, Chain chain) {
            this.callbacks = callbacks;
            whenComplete((value, failure) -> chain.abandon());
        }

        @Override
        public Executor defaultExecutor() {
            return callbacks;
        }
    }
}
