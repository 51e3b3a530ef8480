package dev.tercet.recipes.internal.lock;

import dev.tercet.EtcdClient;
import dev.tercet.kv.Bytes;
import dev.tercet.recipes.internal.flow.Given;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.lock.HeldLock;
import dev.tercet.recipes.lock.Lock;
import dev.tercet.recipes.lock.NamedLocks;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Locks with a prefix, which may be empty, before their names. */
public final class PrefixedLocks implements NamedLocks {
    private final EtcdClient etcd;
    private final Bytes prefix;
    private final LockTime time;

    private PrefixedLocks(EtcdClient etcd, Bytes prefix, LockTime time) {
        this.etcd = etcd;
        this.prefix = prefix;
        this.time = time;
    }

    /** Without a prefix, kept alive. */
    public PrefixedLocks(EtcdClient etcd) {
        this(etcd, Bytes.EMPTY, LockTime.DEFAULT);
    }

    @Override
    public NamedLocks withPrefix(Bytes more) {
        return new PrefixedLocks(etcd, prefix.plus(Objects.requireNonNull(more, "prefix")), time);
    }

    @Override
    public NamedLocks withPrefix(String more) {
        return withPrefix(Given.text("prefix", more));
    }

    @Override
    public NamedLocks withTtl(Duration ttl) {
        return new PrefixedLocks(etcd, prefix, new LockTime(ttl, false));
    }

    @Override
    public NamedLocks withFixedTtl(Duration ttl) {
        return new PrefixedLocks(etcd, prefix, new LockTime(ttl, true));
    }

    @Override
    public Lock lock(Bytes name) {
        return new OwnLeaseLock(etcd, prefix.plus(Objects.requireNonNull(name, "name")), time);
    }

    @Override
    public Lock lock(String name) {
        return lock(Given.text("name", name));
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> withLockAsync(
            String name, Duration atMost, Function<? super HeldLock, ? extends CompletionStage<T>> body) {
        return withLockAsync(Given.text("name", name), atMost, body);
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> withLockAsync(
            Bytes name, Duration atMost, Function<? super HeldLock, ? extends CompletionStage<T>> body) {
        Objects.requireNonNull(body, "body");
        CompletableFuture<HeldLock> acquiring = lock(name).acquireAsync(atMost);
        return Task.run(
                etcd.callbackExecutor(),
                task -> task.step(acquiring)
                        .thenComposeAsync(held -> new LockedRun<T>(task, held).of(body), etcd.callbackExecutor()));
    }
}
