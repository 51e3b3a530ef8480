package dev.tercet.conformance.recipes;

import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.lock.NamedLocks;
import dev.tercet.recipes.session.Session;
import java.util.function.BiFunction;

/** Everything that has a key while somebody waits for it: how one has it, and how another then waits. */
enum Waiter {
    LOCK((session, name) -> Place.of(session.lock(name))),
    OWN_LEASE(
            (session, name) -> Place.of(session.lock(name)),
            (session, name) -> Place.of(own(session).lock(name))),
    READER(
            (session, name) -> Place.of(session.readWriteLock(name).writeLock()),
            (session, name) -> Place.of(session.readWriteLock(name).readLock())),
    WRITER(
            (session, name) -> Place.of(session.readWriteLock(name).readLock()),
            (session, name) -> Place.of(session.readWriteLock(name).writeLock())),
    SEMAPHORE((session, name) -> Place.of(session.semaphore(name, 1))),
    SEVERAL(
            (session, name) -> Place.of(session.lock(name + "/b")),
            (session, name) -> Place.of(session.multiLock(name + "/a", name + "/b"))),
    ELECTION((session, name) -> Place.of(session.election(name), "value")),
    DOUBLE_BARRIER((session, name) -> Place.none(), (session, name) -> Place.of(session.doubleBarrier(name, 2)));

    private final BiFunction<Session, String, Place> holder;
    private final BiFunction<Session, String, Place> waiter;

    Waiter(BiFunction<Session, String, Place> both) {
        this(both, both);
    }

    Waiter(BiFunction<Session, String, Place> holder, BiFunction<Session, String, Place> waiter) {
        this.holder = holder;
        this.waiter = waiter;
    }

    private static NamedLocks own(Session session) {
        return Recipes.of(session.client()).locks().withTtl(session.ttl());
    }

    /** What the one in front has. */
    Place holder(Session session, String name) {
        return holder.apply(session, name);
    }

    /** What the other waits for. */
    Place waiter(Session session, String name) {
        return waiter.apply(session, name);
    }

    /** Whether who waits does so on its session, and not on a lease of its own. */
    boolean hangsOnItsSession() {
        return this != OWN_LEASE;
    }
}
