package dev.tercet.benchmarks.jmh;

import dev.tercet.internal.delivery.Drainer;
import dev.tercet.internal.delivery.InOrder;
import dev.tercet.internal.schedule.Scheduler;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The way of completions to user code, less the threads: the executor is a queue that this thread empties itself. */
@State(Scope.Thread)
public class DeliveryBench {
    private static final int BURST = 64;

    private final ArrayDeque<Runnable> executor = new ArrayDeque<>();
    private final Drainer drainer = new Drainer(executor::add, new Waiting());
    private final InOrder inOrder = new InOrder(executor::add);
    private long completed;
    private final Runnable completion = this::complete;

    /** One completion, and a task of the executor for it. */
    @Benchmark
    public long drainerAlone() {
        drainer.complete(completion);
        return run();
    }

    /** One of many that come together, with one task for all. */
    @Benchmark
    @OperationsPerInvocation(BURST)
    public long drainerBurst() {
        for (int i = 0; i < BURST; i++) {
            drainer.complete(completion);
        }
        return run();
    }

    /** What a lease or an observation has to tell, one at a time. */
    @Benchmark
    public long inOrderAlone() {
        inOrder.submit(completion);
        return run();
    }

    /** The same, many at once. */
    @Benchmark
    @OperationsPerInvocation(BURST)
    public long inOrderBurst() {
        for (int i = 0; i < BURST; i++) {
            inOrder.submit(completion);
        }
        return run();
    }

    private void complete() {
        completed++;
    }

    private long run() {
        for (Runnable task = executor.poll(); task != null; task = executor.poll()) {
            task.run();
        }
        return completed;
    }

    /** The engine's timer as the drainer uses it: once in a tick at most, and there is nobody stuck. */
    private static final class Waiting implements Scheduler {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public Timer schedule(long delayNanos, Runnable task) {
            if (delayNanos > TimeUnit.SECONDS.toNanos(1)) {
                throw new IllegalArgumentException("that long nobody waits here");
            }
            return () -> {};
        }
    }
}
