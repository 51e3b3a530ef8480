package dev.tercet.recipes.internal.lock;

import dev.tercet.kv.Bytes;
import dev.tercet.recipes.internal.contention.Contender;
import dev.tercet.recipes.internal.flow.Given;
import dev.tercet.recipes.internal.lock.Shares.Side;
import dev.tercet.recipes.lock.Lock;
import dev.tercet.recipes.lock.MultiLock;
import dev.tercet.recipes.lock.ReadWriteLock;
import dev.tercet.recipes.lock.Semaphore;
import java.util.List;

/** The locks of a session. Threads: any. */
public final class SessionLocks {
    private final Contender contender;
    private final Shares shares = new Shares();

    /** On the contender's ground. */
    public SessionLocks(Contender contender) {
        this.contender = contender;
    }

    /** A lock that one has at a time. */
    public Lock lock(Bytes name) {
        return new SessionLock(name, contender);
    }

    /** A lock with two sides. */
    public ReadWriteLock readWriteLock(Bytes name) {
        return new Sides(
                Given.name(name),
                new SharedLock(name, Side.READ, contender, shares),
                new SharedLock(name, Side.WRITE, contender, shares));
    }

    /** A lock that so many have at a time. */
    public Semaphore semaphore(Bytes name, int permits) {
        return new SessionSemaphore(Given.name(name), Given.atLeastOne("permits", permits), contender);
    }

    /** Several locks at a time. */
    public MultiLock multiLock(List<Bytes> names) {
        return new OrderedLocks(names, contender);
    }

    private record Sides(Bytes name, Lock readLock, Lock writeLock) implements ReadWriteLock {
        @Override
        public String toString() {
            return "read-write lock " + name;
        }
    }
}
