package dev.tercet.recipes.internal.registry;

import dev.tercet.AsyncKv;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.error.RejectedEtcdException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.lease.LeaseState;
import dev.tercet.recipes.internal.flow.Promise;
import dev.tercet.recipes.internal.flow.Task;
import dev.tercet.recipes.internal.ground.Ground;
import dev.tercet.recipes.registry.Endpoint;
import dev.tercet.recipes.registry.Registration;
import dev.tercet.recipes.registry.ServiceInstance;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * An instance on the lease of a session. The key is ours as long as it hangs on our lease: whoever takes the id over puts it on
 * another.
 */
public final class KeptRegistration implements Registration {
    private final Ground ground;
    private final String service;
    private final String id;
    private final Bytes key;
    private volatile Endpoint endpoint;
    // Once off the list it is not taken off again: the id may be on it anew, by the same session.
    private volatile boolean closed;

    private KeptRegistration(Ground ground, String service, String id, Endpoint endpoint) {
        this.ground = ground;
        this.service = service;
        this.id = id;
        this.key = ServiceInstance.key(service, id);
        this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
    }

    /** Puts the instance on the list. */
    public static CompletableFuture<Registration> register(
            Ground ground, String service, String id, Endpoint endpoint) {
        KeptRegistration registration = new KeptRegistration(ground, service, id, endpoint);
        // Not a step of the task, so that it is not cancelled: only when it has an end can it be undone for certain.
        return Task.run(ground.callbacks(), task -> registration.put(), Registration::closeAsync);
    }

    private CompletableFuture<Registration> put() {
        EtcdException over = ground.over();
        if (over != null) {
            return CompletableFuture.failedFuture(over);
        }
        return kv().put(Put.of(key, endpoint.toJson()).withLease(ground.id())).handle((done, failure) -> {
            if (failure != null) {
                throw new CompletionException(ground.reason(failure));
            }
            return this;
        });
    }

    @Override
    public CompletableFuture<Void> updateAsync(Endpoint other) {
        Objects.requireNonNull(other, "endpoint");
        if (closed) {
            return Task.run(ground.callbacks(), task -> CompletableFuture.failedFuture(notOurs()));
        }
        Txn ifOurs = ifOurs().then(Put.of(key, other.toJson()).withLease(ground.id()));
        return Task.run(
                ground.callbacks(),
                task -> task.step(kv().txn(ifOurs)).handle((done, failure) -> {
                    if (failure != null) {
                        throw new CompletionException(ground.reason(failure));
                    } else if (!done.succeeded()) {
                        throw notOurs();
                    }
                    endpoint = other;
                    return null;
                }));
    }

    @Override
    public CompletableFuture<Void> closeAsync() {
        Promise<@Nullable Void> gone = new Promise<>(ground.callbacks());
        if (closed || ground.over() != null) {
            gone.succeed(null);
            return gone;
        }
        kv().txn(ifOurs().then(Delete.of(key))).whenComplete((done, failure) -> {
            // With the session that ended meanwhile, the key ended too.
            if (failure == null || ground.over() != null) {
                closed = true;
                gone.succeed(null);
            } else {
                gone.fail(Task.unwrapped(failure));
            }
        });
        return gone;
    }

    /** A missing key has lease 0, which is nobody's. */
    private Txn ifOurs() {
        return Txn.when(Compare.lease(key).equalTo(ground.id()));
    }

    /** May be sent again: the same value on the same lease is as good twice as once, and what is taken off is not taken off again. */
    private AsyncKv kv() {
        return ground.etcd().async().kv().with(ground.etcd().options().retryingWrites());
    }

    private RuntimeException notOurs() {
        EtcdException over = ground.over();
        return over != null
                ? over
                : new RejectedEtcdException(Details.of(
                        ErrorCode.FAILED_PRECONDITION,
                        Outcome.NOT_APPLIED,
                        key
                                + " is not on the lease of this session: it was closed, deleted, or taken over by another of its"
                                + " name; register it again if it is to be there"));
    }

    @Override
    public String service() {
        return service;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Bytes key() {
        return key;
    }

    @Override
    public Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public CompletableFuture<LeaseState.Lost> lost() {
        return ground.lease().lost();
    }

    @Override
    public String toString() {
        return "registration " + key;
    }
}
