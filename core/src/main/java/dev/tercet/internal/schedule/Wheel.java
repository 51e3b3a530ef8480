package dev.tercet.internal.schedule;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Time and timers on one thread: a hashed wheel with ticks of 10 ms.
 *
 * <p>Made for deadlines, which are set with every call and hardly ever reached: setting one and calling it off link and unlink a
 * node under the monitor of one slot, and wake nobody. The thread sleeps until the next slot that holds something, so an idle
 * client costs nothing.
 *
 * <p>Threads: anybody schedules and cancels; the timer thread alone moves the hand and runs tasks, outside every monitor. The
 * monitor of a slot guards its list, and nothing waits while holding it. Tasks must not wait.
 *
 * <p>On close every task that still waits runs once, at once, so that whoever waits on it learns that the client is closed.
 */
public final class Wheel implements ClientTimer {
    private static final Logger LOG = LoggerFactory.getLogger(Wheel.class);
    private static final AtomicInteger THREADS = new AtomicInteger();
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int SLOTS = 1024;
    private static final long NEVER = Long.MAX_VALUE;

    private final Slot[] slots = new Slot[SLOTS];
    private final long origin = System.nanoTime();
    private final int number = THREADS.incrementAndGet();
    private final Thread thread;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** The tick that the thread sleeps to; whoever schedules something sooner wakes it. */
    private volatile long wakeTick = NEVER;

    /** The tick up to which slots are swept, or are being swept: set before, so that whoever adds behind it notices. */
    private volatile long hand;

    public Wheel() {
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = new Slot();
        }
        thread = new Thread(this::turn, "tercet-timer-" + number);
        thread.setDaemon(true);
        thread.start();
    }

    /** The number in its thread's name, of which there is no second. */
    @Override
    public int number() {
        return number;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Timer schedule(long delayNanos, Runnable task) {
        // The longest delay that can be added to the clock without passing over its end.
        long delay = Math.min(Math.max(delayNanos, 0), Long.MAX_VALUE / 2);
        // One more tick, so that a task never runs early: the hand may be just before its next step.
        Node node = new Node(this, task, tickOf(System.nanoTime() + delay) + 1);
        slot(node.tick).add(node);
        while (hand >= node.tick && node.unlink()) {
            // The hand went by while this thread was held up, and would be back only after a whole turn.
            node.tick = hand + 1;
            slot(node.tick).add(node);
        }
        if (closed.get()) {
            // The last sweep may have passed by: then nobody else runs it.
            if (node.unlink()) {
                run(node);
            }
        } else if (node.tick < wakeTick) {
            wakeTick = node.tick;
            LockSupport.unpark(thread);
        }
        return node;
    }

    private long tickOf(long nanoTime) {
        return (nanoTime - origin) / TICK;
    }

    private Slot slot(long tick) {
        return slots[(int) (tick & (SLOTS - 1))];
    }

    private void turn() {
        while (!closed.get()) {
            // During the sweep whoever schedules wakes us, which only makes us sweep again.
            wakeTick = NEVER;
            long now = tickOf(System.nanoTime());
            long done = hand;
            hand = now;
            for (long tick = Math.max(done + 1, now - SLOTS + 1); tick <= now; tick++) {
                runDue(slot(tick), now);
            }
            long next = nextTick(now);
            if (next < wakeTick) {
                wakeTick = next;
            }
            sleep(next);
        }
        for (Slot slot : slots) {
            runDue(slot, NEVER);
        }
    }

    private void runDue(Slot slot, long now) {
        for (Node due = slot.takeDue(now); due != null; due = slot.takeDue(now)) {
            run(due);
        }
    }

    /** The next tick whose slot holds anything, whatever the round. */
    private long nextTick(long now) {
        for (long tick = now + 1; tick <= now + SLOTS; tick++) {
            if (!slot(tick).isEmpty()) {
                return tick;
            }
        }
        return NEVER;
    }

    private void sleep(long next) {
        if (next == NEVER) {
            if (wakeTick == NEVER && !closed.get()) {
                LockSupport.park(this);
            }
            return;
        }
        long nanos = origin + next * TICK - System.nanoTime();
        if (nanos > 0 && !closed.get()) {
            LockSupport.parkNanos(this, nanos);
        }
    }

    private static void run(Node node) {
        try {
            node.task.run();
        } catch (RuntimeException | Error e) {
            LOG.error("a timer's task failed", e);
        }
    }

    /** Runs what still waits, and ends the thread. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void join(long millis) throws InterruptedException {
        if (Thread.currentThread() != thread) {
            thread.join(millis);
        }
    }

    /** A doubly linked list of what is due at a tick of any round. */
    private static final class Slot {
        private volatile @Nullable Node head;

        boolean isEmpty() {
            return head == null;
        }

        void add(Node node) {
            synchronized (this) {
                Node first = head;
                node.next = first;
                if (first != null) {
                    first.previous = node;
                }
                node.linked = true;
                head = node;
            }
        }

        boolean remove(Node node) {
            synchronized (this) {
                if (!node.linked) {
                    return false;
                }
                Node next = node.next;
                Node previous = node.previous;
                if (previous == null) {
                    head = next;
                } else {
                    previous.next = next;
                }
                if (next != null) {
                    next.previous = previous;
                }
                node.linked = false;
                node.next = null;
                node.previous = null;
                return true;
            }
        }

        @Nullable
        Node takeDue(long now) {
            if (head == null) {
                return null;
            }
            synchronized (this) {
                for (Node node = head; node != null; node = node.next) {
                    if (node.tick <= now) {
                        remove(node);
                        return node;
                    }
                }
            }
            return null;
        }
    }

    private static final class Node implements Timer {
        private final Wheel wheel;
        private final Runnable task;

        /** Changes only before {@link #schedule} hands the node out, and never while it is linked. */
        private long tick;

        private boolean linked;
        private @Nullable Node next;
        private @Nullable Node previous;

        Node(Wheel wheel, Runnable task, long tick) {
            this.wheel = wheel;
            this.task = task;
            this.tick = tick;
        }

        boolean unlink() {
            return wheel.slot(tick).remove(this);
        }

        @Override
        public void cancel() {
            unlink();
        }
    }
}
