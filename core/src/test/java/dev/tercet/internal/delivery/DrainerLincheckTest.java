package dev.tercet.internal.delivery;

import dev.tercet.explore.Exploration;
import dev.tercet.internal.schedule.FakeScheduler;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/** Whoever adds a completion, and whenever: when all drainers have gone none is left behind, and none was run twice. */
public class DrainerLincheckTest {
    private final ConcurrentLinkedQueue<Runnable> drainers = new ConcurrentLinkedQueue<>();
    private final Drainer drainer = new Drainer(drainers::add, new FakeScheduler());
    private final AtomicInteger added = new AtomicInteger();
    private final AtomicInteger run = new AtomicInteger();
    private final AtomicInteger together = new AtomicInteger();
    private volatile boolean wereTogether;

    /** What the I/O thread does. */
    @Operation
    public void complete() {
        added.incrementAndGet();
        drainer.complete(this::count);
    }

    /** What a thread of the executor does. */
    @Operation
    public void drain() {
        Runnable drain = drainers.poll();
        if (drain != null) {
            drain.run();
        }
    }

    private void count() {
        wereTogether |= together.incrementAndGet() > 1;
        run.incrementAndGet();
        together.decrementAndGet();
    }

    @Validate
    public void allWereRun() {
        for (Runnable drain = drainers.poll(); drain != null; drain = drainers.poll()) {
            drain.run();
        }
        if (run.get() != added.get() || wereTogether) {
            throw new IllegalStateException("run " + run + " of " + added + ", together " + wereTogether);
        }
    }

    @Test
    void modelChecking() {
        new ModelCheckingOptions()
                .iterations(Exploration.scaled(4))
                .invocationsPerIteration(500)
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(0)
                .actorsAfter(0)
                .check(getClass());
    }
}
