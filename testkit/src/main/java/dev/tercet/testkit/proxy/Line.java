package dev.tercet.testkit.proxy;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The faults that all connections of one proxy share, and the counts of what passed.
 *
 * <p>One lock guards the faults and the budget; pumps wait on its condition and are woken by every change. Nothing but
 * field accesses happens under it.
 */
final class Line {
    private static final long UNLIMITED = -1;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final AtomicLong toServer = new AtomicLong();
    private final AtomicLong toClient = new AtomicLong();
    private Faults faults = Faults.NONE;
    private long budget = UNLIMITED;
    private long changes;

    /** How many of the bytes offered may pass, and whether the connections are to be cut after them. */
    record Allowance(int bytes, boolean thenCut) {}

    Faults faults() {
        lock.lock();
        try {
            return faults;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Whether there is such a fault. If so {@code mark} is run before it can end, so that who ends it finds what it has marked.
     *
     * @param mark sets a field, no more
     */
    boolean isSpoilt(Predicate<Faults> fault, Runnable mark) {
        lock.lock();
        try {
            boolean spoilt = fault.test(faults);
            if (spoilt) {
                mark.run();
            }
            return spoilt;
        } finally {
            lock.unlock();
        }
    }

    void change(UnaryOperator<Faults> change) {
        lock.lock();
        try {
            faults = change.apply(faults);
            wakeAll();
        } finally {
            lock.unlock();
        }
    }

    void heal() {
        lock.lock();
        try {
            faults = Faults.NONE;
            budget = UNLIMITED;
            wakeAll();
        } finally {
            lock.unlock();
        }
    }

    void wake() {
        change(same -> same);
    }

    void cutAfter(long bytes) {
        lock.lock();
        try {
            budget = bytes;
            wakeAll();
        } finally {
            lock.unlock();
        }
    }

    Allowance spend(int bytes) {
        lock.lock();
        try {
            if (budget == UNLIMITED) {
                return new Allowance(bytes, false);
            }
            int allowed = (int) Math.min(bytes, budget);
            budget -= allowed;
            boolean spent = budget == 0;
            budget = spent ? UNLIMITED : budget;
            return new Allowance(allowed, spent);
        } finally {
            lock.unlock();
        }
    }

    /** A number that grows with every change, to be read before what the caller decides upon. */
    long changes() {
        lock.lock();
        try {
            return changes;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until something changes after {@code seen} was read, but no longer than {@code nanos}. */
    void awaitChange(long seen, long nanos) {
        lock.lock();
        try {
            long left = nanos;
            while (changes == seen && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    void passed(Direction direction, int bytes) {
        counter(direction).addAndGet(bytes);
    }

    long passed(Direction direction) {
        return counter(direction).get();
    }

    private AtomicLong counter(Direction direction) {
        return direction == Direction.TO_SERVER ? toServer : toClient;
    }

    private void wakeAll() {
        changes++;
        changed.signalAll();
    }

    /** As good as forever, and far from overflow. */
    static long forever() {
        return TimeUnit.DAYS.toNanos(1);
    }
}
