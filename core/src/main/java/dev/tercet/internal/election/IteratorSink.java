package dev.tercet.internal.election;

import dev.tercet.election.Leader;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.InterruptedEtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.internal.GuardedBy;
import dev.tercet.spi.engine.InPlaceCallbacks;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps leaders until a reader takes them.
 *
 * <p>Threads: the observer's lane puts, readers take. The lock guards all fields; readers wait on its condition, and nobody else's code
 * is called while it is held.
 */
final class IteratorSink implements Observer.Sink {
    private final UnaryOperator<Leader> shown;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();

    @GuardedBy("lock")
    private final ArrayDeque<Leader> leaders = new ArrayDeque<>(1);

    @GuardedBy("lock")
    private boolean over;

    @GuardedBy("lock")
    private @Nullable EtcdException failure;

    IteratorSink(UnaryOperator<Leader> shown) {
        this.shown = shown;
    }

    @Override
    public void take(Leader leader, Observer from) {
        lock.lock();
        try {
            leaders.add(leader);
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void end(@Nullable EtcdException why) {
        lock.lock();
        try {
            over = true;
            failure = why;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    Iterator<Leader> iterator(Observer from) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return await(false) != null;
            }

            @Override
            public Leader next() {
                Leader leader = await(true);
                if (leader == null) {
                    throw new NoSuchElementException("the observation is closed");
                }
                from.taken();
                return shown.apply(leader);
            }
        };
    }

    /** The next leader, taken or only looked at; null at the end. */
    private @Nullable Leader await(boolean take) {
        lock.lock();
        try {
            while (leaders.isEmpty() && !over) {
                InPlaceCallbacks.refuseToWait("the next leader");
                news.await();
            }
            if (!leaders.isEmpty()) {
                return take ? leaders.remove() : leaders.peek();
            } else if (failure != null) {
                throw failure;
            }
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedEtcdException(new Details(
                    ErrorCode.INTERRUPTED,
                    Outcome.NOT_APPLIED,
                    "interrupted while waiting for the next leader",
                    "observe",
                    null,
                    e));
        } finally {
            lock.unlock();
        }
    }
}
