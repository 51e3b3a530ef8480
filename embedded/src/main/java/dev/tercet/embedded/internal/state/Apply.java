package dev.tercet.embedded.internal.state;

import dev.tercet.embedded.internal.status.Logged;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one lock of a server, and what is to be done after it.
 *
 * <p>Everything that a server knows (store, leases, users, watches) is read and changed under this lock only, by whoever calls: a
 * step is short and never waits. What concerns others (answers to calls that waited, messages on streams) is noted with {@link
 * #afterwards} and done by the same thread once the lock is free, so that no front and no client ever runs under it.
 *
 * <p>A step refuses by a {@link RuntimeException}, before it has changed anything. An {@link Error} can strike anywhere, such as a
 * caller's stack that is full in the middle of a commit: nobody knows what was left undone, and so the server is broken from then on.
 */
public final class Apply {
    private final ReentrantLock lock = new ReentrantLock();
    private List<Runnable> effects = new ArrayList<>();
    private volatile @Nullable Error broken;

    /** Takes a step, and then does what it noted; also when it threw. */
    public <T> T step(Supplier<T> step) {
        List<Runnable> due = List.of();
        lock.lock();
        try {
            try {
                return step.get();
            } finally {
                if (lock.getHoldCount() == 1 && !effects.isEmpty()) {
                    due = effects;
                    effects = new ArrayList<>();
                }
            }
        } catch (Error e) {
            // An assignment, since there may be no stack left for any call.
            broken = e;
            throw e;
        } finally {
            lock.unlock();
            // One that cannot be told must not keep the others from theirs.
            due.forEach(effect -> Logged.run(() -> act(effect)));
        }
    }

    private void act(Runnable effect) {
        try {
            effect.run();
        } catch (VirtualMachineError e) {
            broken = e;
            throw e;
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

    /** What cut a step short, or an effect; null while all is well. */
    public @Nullable Error broken() {
        return broken;
    }

    /** Fails where the lock is not held. */
    public void check() {
        if (!lock.isHeldByCurrentThread()) {
            throw new IllegalStateException("only within a step");
        }
    }
}
