package dev.tercet.embedded.internal.state;

import dev.tercet.embedded.internal.status.Logged;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The one lock of a server, and what is to be done after it.
 *
 * <p>Everything that a server knows (store, leases, users, watches) is read and changed under this lock only, by whoever calls: a
 * step is short and never waits. What concerns others (answers to calls that waited, messages on streams) is noted with {@link
 * #afterwards} and done by the same thread once the lock is free, so that no front and no client ever runs under it.
 */
public final class Apply {
    private final ReentrantLock lock = new ReentrantLock();
    private List<Runnable> effects = new ArrayList<>();

    /** Takes a step, and then does what it noted; also when it threw. */
    public <T> T step(Supplier<T> step) {
        List<Runnable> due = List.of();
        lock.lock();
        try {
            return step.get();
        } finally {
            if (lock.getHoldCount() == 1 && !effects.isEmpty()) {
                due = effects;
                effects = new ArrayList<>();
            }
            lock.unlock();
            // One that cannot be told must not keep the others from theirs.
            due.forEach(Logged::run);
        }
    }

    /** Like {@link #step(Supplier)}. */
    public void step(Runnable step) {
        step(() -> {
            step.run();
            return Boolean.TRUE;
        });
    }

    /** Notes what to do once the lock is free. To be called within a step. */
    public void afterwards(Runnable effect) {
        check();
        effects.add(effect);
    }

    /** Fails where the lock is not held. */
    public void check() {
        if (!lock.isHeldByCurrentThread()) {
            throw new IllegalStateException("only within a step");
        }
    }
}
