package dev.tercet.benchmarks.tercet;

import dev.tercet.EtcdClient;
import dev.tercet.benchmarks.Holder;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.lock.HeldLock;
import dev.tercet.recipes.lock.Lock;
import dev.tercet.recipes.session.Session;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The recipe of a lock on a session, as an application calls it. */
final class TercetHolder implements Holder {
    private final Session session;
    private final Lock lock;
    private @Nullable HeldLock held;

    TercetHolder(EtcdClient client, Duration ttl, String name) {
        session = Recipes.of(client).openSession(ttl);
        lock = session.lock(name);
    }

    @Override
    public void acquire() {
        held = lock.acquire();
    }

    @Override
    public void release() {
        Objects.requireNonNull(held, "not acquired").release();
    }

    @Override
    public void end() {
        session.close();
    }
}
