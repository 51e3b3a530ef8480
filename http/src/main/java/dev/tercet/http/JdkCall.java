package dev.tercet.http;

import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A request under way, and what takes its answer. What there is to tell comes through the body's subscriber, on the I/O thread; the
 * future, whose dependents java.net.http runs in a pool, only tells of what ends a request before its answer begins.
 *
 * <p>Threads: begun by whoever has the turn, answered on the I/O thread, given up from anywhere. There is no lock: {@link Delivery}
 * decides which end counts, {@link OneShotBody} whether the request has left.
 */
final class JdkCall implements HttpCall, Ending, Turns.Waiter, BodyHandler<Void>, BodySubscriber<Void> {
    private static final int WAITING = 0;
    private static final int HAS_TURN = 1;
    private static final int OVER = 2;

    private final JdkHttpDoor door;
    private final HttpAsk ask;
    private final OneShotBody body;
    private final HttpTaker taker;
    private final Delivery delivery;
    private final AtomicInteger turn = new AtomicInteger(WAITING);

    /** What was asked for before there was whom to ask. */
    private final AtomicLong asked = new AtomicLong();

    /** Completed when nothing more comes, whatever came: java.net.http keeps count of what is under way by it. */
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    private volatile boolean begun;
    private volatile boolean givenUp;
    private volatile @Nullable CompletableFuture<HttpResponse<Void>> future;
    private volatile Flow.@Nullable Subscription subscription;

    /** Set for an answer that is one JSON object with trailers behind it. */
    private @Nullable TrailedJson trailed;

    JdkCall(JdkHttpDoor door, HttpAsk ask, HttpTaker taker) {
        this.door = door;
        this.ask = ask;
        this.body = new OneShotBody(ask, door.timer());
        this.taker = taker;
        this.delivery = new Delivery(this::onEnd);
    }

    @Override
    public boolean onTurn() {
        if (!turn.compareAndSet(WAITING, HAS_TURN)) {
            return false;
        }
        door.go(this);
        return true;
    }

    HttpAsk ask() {
        return ask;
    }

    OneShotBody body() {
        return body;
    }

    /** Sends it, unless it was given up. */
    void begin(HttpClient client, HttpRequest request) {
        begun = true;
        if (delivery.isOver()) {
            return;
        }
        CompletableFuture<HttpResponse<Void>> sent = client.sendAsync(request, this);
        future = sent;
        if (givenUp) {
            sent.cancel(true);
        }
        sent.whenComplete((nothing, thrown) -> {
            if (thrown != null) {
                door.onFailed(client, thrown);
                fail(thrown);
            }
        });
    }

    @Override
    public BodySubscriber<Void> apply(ResponseInfo answer) {
        door.onHeard();
        HttpHeaders headers = answer.headers();
        HttpHead head = new HttpHead(
                answer.statusCode(),
                headers.firstValue("content-type").orElse(""),
                headers.firstValue("location").orElse(""),
                headers::firstValue);
        // All others are streams, of which nobody knows that they end in trailers.
        trailed = !head.isOk() && head.isJson() && headers.firstValue("trailer").isPresent() ? new TrailedJson() : null;
        give(() -> taker.onHead(head));
        return this;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (givenUp) {
            given.cancel();
        } else {
            passOn(given);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        TrailedJson last = trailed;
        boolean whole = last != null && last.isWholeWith(bytes);
        give(() -> taker.onBytes(bytes));
        if (whole && delivery.end(null)) {
            letGo();
        }
    }

    private void give(Runnable event) {
        if (!delivery.give(event)) {
            letGo();
        }
    }

    @Override
    public void onError(Throwable thrown) {
        try {
            fail(thrown);
        } finally {
            release();
        }
    }

    @Override
    public void onComplete() {
        try {
            delivery.end(null);
        } finally {
            release();
        }
    }

    /**
     * Lets java.net.http know that it is over. The future it gave us goes first: one that is complete needs no task in the pool to be
     * completed, which for each request is a wake-up, or a thread of its own on machines with few processors.
     */
    private void release() {
        CompletableFuture<HttpResponse<Void>> sent = future;
        if (sent != null) {
            sent.complete(null);
        }
        done.complete(null);
    }

    @Override
    public CompletionStage<Void> getBody() {
        return done;
    }

    /** Ends it with what went wrong on the way. */
    void fail(Throwable thrown) {
        if (!delivery.isOver()) {
            delivery.end(door.faultOf(thrown, !keepBack(), ask.path()));
        }
    }

    @Override
    public void request(long runs) {
        if (runs <= 0) {
            return;
        }
        asked.accumulateAndGet(runs, JdkCall::sum);
        Flow.Subscription current = subscription;
        if (current != null) {
            passOn(current);
        }
    }

    /** The sum, or everything. */
    static long sum(long a, long b) {
        return a + b < 0 ? Long.MAX_VALUE : a + b;
    }

    private void passOn(Flow.Subscription current) {
        long runs = asked.getAndSet(0);
        if (runs > 0) {
            current.request(runs);
        }
    }

    @Override
    public void cancel() {
        giveUp(StatusCode.CANCELLED, "cancelled");
    }

    @Override
    public void giveUp(StatusCode code, String why) {
        if (delivery.isOver()) {
            return;
        }
        boolean left = !keepBack();
        // First, because a connection whose answer came whole may have its next request on it already.
        if (delivery.end(new WireFailure(code, why, left ? Reach.LOST : Reach.NEVER_LEFT, null))) {
            letGo();
        }
    }

    private void letGo() {
        givenUp = true;
        CompletableFuture<HttpResponse<Void>> sent = future;
        if (sent != null) {
            sent.cancel(true);
        }
        Flow.Subscription current = subscription;
        if (current != null) {
            current.cancel();
        }
        done.complete(null);
    }

    @Override
    public boolean hasLeft() {
        return isGet() ? begun : body.hasLeft();
    }

    /** Keeps it from leaving, also when it is on its way to a connection; false if it is too late. */
    private boolean keepBack() {
        return isGet() ? !begun : body.withdraw();
    }

    /** Which has no body that could tell, and which java.net.http may send again. */
    private boolean isGet() {
        return ask.method().equals("GET");
    }

    private void onEnd(@Nullable WireFailure failure) {
        try {
            taker.onEnd(failure);
        } finally {
            door.onEnd(this, turn.getAndSet(OVER) == HAS_TURN);
        }
    }
}
