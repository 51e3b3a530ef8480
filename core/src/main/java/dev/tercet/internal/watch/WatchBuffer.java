package dev.tercet.internal.watch;

import dev.tercet.internal.GuardedBy;
import dev.tercet.watch.WatchSignal;
import dev.tercet.watch.WatchSignal.Ended;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Signals on their way from a watch to its one consumer.
 *
 * <p>Threads: the watch's lane adds, the consumer takes, anybody closes. All fields are guarded by the lock, under which nothing
 * but the queue is touched; the hooks run outside it. A consumer in a loop waits on the condition and is woken straight from the
 * lane's thread, without an executor.
 *
 * <p>Until the watch has started nothing can be taken: ranges of one watch are created one by one, and changes of the first may
 * come before the last is there.
 */
final class WatchBuffer {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ready = lock.newCondition();

    @GuardedBy("lock")
    private final ArrayDeque<List<WatchEffect.Deliver>> waiting = new ArrayDeque<>(4);

    /** How many of the first of these lists are taken. */
    @GuardedBy("lock")
    private int takenOfFirst;

    private final long limit;
    private final Runnable onRoom;

    @GuardedBy("lock")
    private long bytes;

    /** What the bytes leave of the limit. Written under the lock, and read without. */
    private volatile long room;

    /** Written under the lock. Whether what a consumer may still hold is not to be used any more. */
    private volatile boolean dropped;

    @GuardedBy("lock")
    private boolean released;

    @GuardedBy("lock")
    private boolean roomWanted;

    @GuardedBy("lock")
    private @Nullable Ended end;

    @GuardedBy("lock")
    private Runnable onSignal = WatchBuffer::nothing;

    /**
     * An empty buffer.
     *
     * @param limit how many bytes may wait
     * @param onRoom runs, on the consumer's thread, when half of it has been taken after {@link #awaitsRoom()}
     */
    WatchBuffer(long limit, Runnable onRoom) {
        this.limit = limit;
        this.room = limit;
        this.onRoom = onRoom;
    }

    /** Has a consumer told, outside the lock, of every signal from now on, and of those that are there. */
    void notify(Runnable hook) {
        lock.lock();
        try {
            onSignal = hook;
        } finally {
            lock.unlock();
        }
        hook.run();
    }

    /**
     * Adds signals that come together.
     *
     * @param items at least one; the list is kept, and must not change any more
     * @param weight of all of them
     */
    void add(List<WatchEffect.Deliver> items, long weight) {
        Runnable hook;
        lock.lock();
        try {
            if (end != null) {
                return;
            }
            waiting.addLast(items);
            count(weight);
            hook = wake();
        } finally {
            lock.unlock();
        }
        hook.run();
    }

    /** Lets the consumer at it, beginning with this. */
    void release(WatchEffect.Deliver first) {
        Runnable hook;
        lock.lock();
        try {
            if (end != null) {
                return;
            }
            released = true;
            waiting.addFirst(List.of(first));
            count(first.weight());
            hook = wake();
        } finally {
            lock.unlock();
        }
        hook.run();
    }

    /**
     * Adds the last signal; what waits is dropped, or still comes before it. What was never released is always dropped.
     *
     * @return the last signal, which is the first that was given
     */
    Ended end(Ended last, boolean drop) {
        Runnable hook;
        Ended effective;
        lock.lock();
        try {
            effective = end == null ? last : end;
            boolean taken = end != null && waiting.isEmpty();
            if (taken || (end != null && !drop)) {
                return effective;
            }
            if (drop || !released) {
                dropped = true;
                waiting.clear();
                takenOfFirst = 0;
                count(-bytes);
            }
            end = effective;
            released = true;
            waiting.addLast(List.of(new WatchEffect.Deliver(effective, 0)));
            hook = wake();
        } finally {
            lock.unlock();
        }
        hook.run();
        return effective;
    }

    /** How many more bytes may wait; zero or less when it is full. */
    long room() {
        return room;
    }

    /**
     * How many bytes of a message may be handed on: where nothing waits any message as a whole, since it is in memory already. A watch
     * that is stopped in the middle of one has the rest sent again, a tenth of a second later, and one with a small buffer would never
     * catch up with what its consumer could read with ease.
     */
    long roomForMessage() {
        long left = room;
        return left == limit ? Long.MAX_VALUE : left;
    }

    /** Whether signals that were {@linkplain #takeTogether taken together} are not to be used any more. */
    boolean isDropped() {
        return dropped;
    }

    /** Whether more than half is used; if so, {@code onRoom} runs once when it no longer is. */
    boolean awaitsRoom() {
        lock.lock();
        try {
            roomWanted = isOverHalf();
            return roomWanted;
        } finally {
            lock.unlock();
        }
    }

    /** The next signal, or null if there is none now. */
    @Nullable
    WatchSignal take() {
        WatchEffect.Deliver item;
        boolean room;
        lock.lock();
        try {
            if (!released || waiting.isEmpty()) {
                return null;
            }
            item = next();
            room = taken(item.weight());
        } finally {
            lock.unlock();
        }
        if (room) {
            onRoom.run();
        }
        return item.signal();
    }

    /**
     * The next signals, as many as were added together; none if there are none now. They count until they are used.
     *
     * @param used what those weigh that were taken so before and have been used
     */
    List<WatchEffect.Deliver> takeTogether(long used) {
        List<WatchEffect.Deliver> items;
        boolean room;
        lock.lock();
        try {
            room = taken(used);
            items = released && !waiting.isEmpty() ? waiting.removeFirst() : List.of();
        } finally {
            lock.unlock();
        }
        if (room) {
            onRoom.run();
        }
        return items;
    }

    /** The next signal, or null after {@code nanos}, and at once when the last has been taken. */
    @Nullable
    WatchSignal await(long nanos) throws InterruptedException {
        WatchEffect.Deliver item;
        boolean room;
        long left = nanos;
        lock.lockInterruptibly();
        try {
            while (!released || waiting.isEmpty()) {
                if (left <= 0 || end != null) {
                    return null;
                }
                left = ready.awaitNanos(left);
            }
            item = next();
            room = taken(item.weight());
            if (end != null) {
                // Other threads in the loop: there will be no more.
                ready.signalAll();
            }
        } finally {
            lock.unlock();
        }
        if (room) {
            onRoom.run();
        }
        return item.signal();
    }

    /** Whether the last signal has been taken. */
    boolean isDone() {
        lock.lock();
        try {
            return end != null && waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private WatchEffect.Deliver next() {
        List<WatchEffect.Deliver> first = waiting.getFirst();
        WatchEffect.Deliver item = first.get(takenOfFirst++);
        if (takenOfFirst == first.size()) {
            waiting.removeFirst();
            takenOfFirst = 0;
        }
        return item;
    }

    @GuardedBy("lock")
    private boolean taken(long weight) {
        count(-weight);
        if (roomWanted && !isOverHalf()) {
            roomWanted = false;
            return true;
        }
        return false;
    }

    @GuardedBy("lock")
    private void count(long more) {
        bytes += more;
        room = limit - bytes;
    }

    @GuardedBy("lock")
    private boolean isOverHalf() {
        return bytes > limit / 2;
    }

    @GuardedBy("lock")
    private Runnable wake() {
        ready.signalAll();
        return released ? onSignal : WatchBuffer::nothing;
    }

    private static void nothing() {}

    /** As long as it takes. */
    static long forever() {
        return TimeUnit.DAYS.toNanos(36_500);
    }
}
