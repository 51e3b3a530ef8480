package dev.tercet.embedded.internal.time;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A server's share of time, which ends with the server: what waits then for its time never comes due, and is not kept. The clock itself
 * may go on, and serve others.
 */
public final class Lifetime implements Time {
    private final Time time;
    private final Set<Task> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean over;

    /** A share of this. */
    public Lifetime(Time time) {
        this.time = time;
    }

    @Override
    public long nanos() {
        return time.nanos();
    }

    @Override
    public Alarm at(long nanos, Runnable task) {
        Task wrapped = new Task(task);
        waiting.add(wrapped);
        wrapped.alarm = time.at(nanos, wrapped);
        if (over || wrapped.get()) {
            // Either over before it was there to be forgotten, or due already.
            wrapped.cancel();
        }
        return wrapped;
    }

    /** Forgets all that waits. */
    public void end() {
        over = true;
        waiting.forEach(Task::cancel);
    }

    /** Something that waits for its time; set once it runs, or is never to. */
    private final class Task extends AtomicBoolean implements Runnable, Alarm {
        private static final long serialVersionUID = 1;

        private final transient Runnable task;
        private transient volatile Alarm alarm = () -> {};

        Task(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            waiting.remove(this);
            if (!over && compareAndSet(false, true)) {
                task.run();
            }
        }

        @Override
        public void cancel() {
            set(true);
            waiting.remove(this);
            alarm.cancel();
        }
    }
}
