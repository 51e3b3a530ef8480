package dev.tercet.v2.internal.lock;

import dev.tercet.connection.CallOptions;
import dev.tercet.error.EtcdException;
import dev.tercet.v2.internal.backend.Backend;
import dev.tercet.v2.internal.error.V2Codes;
import dev.tercet.v2.internal.error.V2Errors;
import dev.tercet.v2.internal.path.Paths;
import dev.tercet.v2.lock.AsyncEtcdV2Election;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Elections: a queue for each key, in which the text of an entry is the candidate's name. */
final class QueuedElection implements AsyncEtcdV2Election {
    private final Backend backend;
    private final CallOptions options;
    private final Ground ground;

    QueuedElection(Backend backend, CallOptions options, Ground ground) {
        this.backend = backend;
        this.options = options;
        this.ground = ground;
    }

    @Override
    public CompletableFuture<Long> set(String key, String name, Duration ttl, Duration timeout) {
        Terms terms = Terms.election(Objects.requireNonNull(ttl, "ttl"));
        if (Objects.requireNonNull(timeout, "timeout").isNegative()) {
            throw new IllegalArgumentException("timeout is negative: " + timeout);
        }
        Promise<Long> promise = new Promise<>(ground.callbacks());
        Ground own = ground.withOwnLane();
        Claim claim = new Claim(queue(key), given(name), terms, own, new QueuedLegacyLock.Alone());
        Waiter<Long> waiter = new Waiter<>(promise, Entry::createdIndex, null, timeout);
        own.lane().run(() -> claim.join(waiter));
        return promise;
    }

    @Override
    public CompletableFuture<String> get(String key) {
        Queue queue = queue(key);
        Promise<String> promise = new Promise<>(ground.callbacks());
        promise.step(queue.look()).whenComplete((read, failure) -> {
            try {
                promise.succeed(leader("get", queue, queue.seen(read, failure)).text());
            } catch (EtcdException why) {
                promise.fail(why);
            }
        });
        return promise;
    }

    @Override
    public CompletableFuture<Void> delete(String key, String name) {
        Queue queue = queue(key);
        String given = given(name);
        Promise<Void> promise = new Promise<>(ground.callbacks());
        promise.step(queue.look()).whenComplete((read, failure) -> {
            Entry leader;
            try {
                Seen seen = queue.seen(read, failure);
                leader = leader("delete", queue, seen);
                if (!leader.text().equals(given)) {
                    String cause = "[" + given + " != " + leader.text() + "]";
                    throw V2Errors.of(
                            "delete \"" + given + "\" of " + queue.what(),
                            V2Codes.COMPARE_FAILED,
                            cause,
                            seen.index(),
                            null);
                }
            } catch (EtcdException why) {
                promise.fail(why);
                return;
            }
            promise.step(queue.delete(leader.key())).whenComplete((deleted, why) -> {
                if (why == null) {
                    promise.succeed(null);
                } else {
                    promise.fail(Failures.of(queue.what(), why));
                }
            });
        });
        return promise;
    }

    private static Entry leader(String verb, Queue queue, Seen seen) {
        return seen.first()
                .orElseThrow(() -> V2Errors.of(
                        verb + " " + queue.what(), V2Codes.KEY_NOT_FOUND, queue.path(), seen.index(), null));
    }

    private static String given(@Nullable String name) {
        if (Objects.requireNonNull(name, "name").isEmpty()) {
            throw new IllegalArgumentException("name is empty: a candidate needs one");
        }
        return name;
    }

    private Queue queue(String key) {
        String path = Locks.below(Locks.ELECTIONS, "key", key);
        return new Queue(backend, path, "leader of \"" + Paths.clean("key", key) + "\" at \"" + path + "\"", options);
    }
}
