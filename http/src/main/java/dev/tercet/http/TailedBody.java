package dev.tercet.http;

import dev.tercet.spi.TransportTimer;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Gives a body whose tail comes later: the first piece when it is wanted, the second when that is wanted and its time has come.
 *
 * <p>Threads: wanted by whichever writes the request, due on the timer's, given up from anywhere. There is no lock: each step is done
 * by who finds that it was the last one missing.
 */
final class TailedBody implements Flow.Subscription {
    private final Flow.Subscriber<? super ByteBuffer> writer;
    private final byte[] body;
    private final HttpAsk.Tail tail;
    private final TransportTimer timer;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final AtomicInteger missing = new AtomicInteger(2);
    private volatile boolean cancelled;
    private volatile @Nullable Runnable callOff;

    TailedBody(Flow.Subscriber<? super ByteBuffer> writer, byte[] body, HttpAsk.Tail tail, TransportTimer timer) {
        this.writer = writer;
        this.body = body;
        this.tail = tail;
        this.timer = timer;
    }

    @Override
    public void request(long n) {
        boolean first = begun.compareAndSet(false, true);
        if (first) {
            writer.onNext(ByteBuffer.wrap(body));
            Runnable scheduled = timer.schedule(tail.afterNanos(), this::step);
            callOff = scheduled;
            if (cancelled) {
                scheduled.run();
            }
        }
        if ((!first || n > 1) && wanted.compareAndSet(false, true)) {
            step();
        }
    }

    private void step() {
        if (missing.decrementAndGet() == 0 && !cancelled) {
            writer.onNext(ByteBuffer.wrap(tail.bytes()));
            writer.onComplete();
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        Runnable scheduled = callOff;
        if (scheduled != null) {
            scheduled.run();
        }
    }
}
