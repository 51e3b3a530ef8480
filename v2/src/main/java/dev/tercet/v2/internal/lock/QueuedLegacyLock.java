package dev.tercet.v2.internal.lock;

import dev.tercet.error.EtcdException;
import dev.tercet.v2.error.V2KeyNotFoundException;
import dev.tercet.v2.internal.lock.Claim.Listener;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.lock.AsyncLegacyLock;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A lock that is an entry and no more: once it is won, nothing here looks after it.
 *
 * <p>The text of an entry is an id, a space, and the value: the id makes it one's own among others of the same value, and the value is
 * there for who reads the queue to attach to the lock.
 */
final class QueuedLegacyLock implements AsyncLegacyLock {
    private static final int ID_LENGTH = 32;

    private final String key;
    private final Queue queue;
    private final Terms terms;
    private final Ground ground;
    private final AtomicReference<State> state;

    private record State(String value, @Nullable Entry entry, boolean acquiring) {}

    QueuedLegacyLock(String key, String value, Queue queue, Terms terms, Ground ground) {
        this.key = key;
        this.queue = queue;
        this.terms = terms;
        this.ground = ground;
        this.state = new AtomicReference<>(new State(value, null, false));
    }

    private State now() {
        return Objects.requireNonNull(state.get(), "state");
    }

    @Override
    public CompletableFuture<Void> acquire() {
        return begin(null);
    }

    @Override
    public CompletableFuture<Void> acquire(Duration timeout) {
        if (Objects.requireNonNull(timeout, "timeout").isNegative()) {
            throw new IllegalArgumentException("timeout is negative: " + timeout);
        }
        return begin(timeout);
    }

    private CompletableFuture<Void> begin(@Nullable Duration timeout) {
        Promise<Void> promise = new Promise<>(ground.callbacks());
        State before = state.getAndUpdate(now -> new State(now.value(), now.entry(), true));
        if (before.acquiring()) {
            promise.fail(taken("this object is at acquiring it already"));
            return promise;
        }
        promise.onSettled(() -> state.updateAndGet(now -> new State(now.value(), now.entry(), false)));
        Entry held = before.entry();
        if (held == null) {
            enter(promise, timeout);
            return promise;
        }
        // It may have run out, which nobody here was told of.
        promise.step(queue.read(held.key())).whenComplete((found, failure) -> {
            if (failure == null) {
                promise.fail(taken("this object has it, under the index " + held.createdIndex()));
            } else if (isMissing(failure)) {
                forget(held);
                enter(promise, timeout);
            } else {
                promise.fail(Failures.of(queue.what(), failure));
            }
        });
        return promise;
    }

    private void enter(Promise<Void> promise, @Nullable Duration timeout) {
        Ground own = ground.withOwnLane();
        String text = QueuedLock.newUuid() + " " + now().value();
        Claim claim = new Claim(queue, text, terms, own, new Alone());
        Waiter<Void> waiter = new Waiter<>(promise, this::take, null, timeout);
        own.lane().run(() -> claim.join(waiter));
    }

    private @Nullable Void take(Entry entry) {
        state.updateAndGet(now -> new State(now.value(), entry, now.acquiring()));
        return null;
    }

    private IllegalStateException taken(String how) {
        return new IllegalStateException("acquire " + queue.what() + ": " + how);
    }

    @Override
    public CompletableFuture<Boolean> isLocked() {
        Promise<Boolean> promise = new Promise<>(ground.callbacks());
        look(promise, seen -> promise.succeed(seen.first().isPresent()));
        return promise;
    }

    @Override
    public CompletableFuture<Void> get() {
        Promise<Void> promise = new Promise<>(ground.callbacks());
        look(promise, seen -> {
            Entry first = seen.first().orElse(null);
            if (first == null) {
                promise.fail(Failures.expired("get " + queue.what(), "nobody has it"));
            } else {
                state.updateAndGet(now -> new State(valueOf(first.text()), first, now.acquiring()));
                promise.succeed(null);
            }
        });
        return promise;
    }

    private void look(Promise<?> promise, Consumer<Seen> then) {
        promise.step(queue.look()).whenComplete((read, failure) -> {
            Seen seen;
            try {
                seen = queue.seen(read, failure);
            } catch (EtcdException why) {
                promise.fail(why);
                return;
            }
            then.accept(seen);
        });
    }

    // What somebody else may have written there by hand is all value.
    private static String valueOf(String text) {
        return text.length() > ID_LENGTH && text.charAt(ID_LENGTH) == ' ' ? text.substring(ID_LENGTH + 1) : text;
    }

    @Override
    public CompletableFuture<Void> renew(Duration ttl) {
        Duration whole = Terms.wholeSeconds(ttl);
        return inHand("renew", entry -> queue.renew(entry, whole, queue.options()), false);
    }

    @Override
    public CompletableFuture<Void> release() {
        return inHand("release", entry -> queue.delete(entry.key()), true);
    }

    private CompletableFuture<Void> inHand(
            String verb, Function<Entry, CompletableFuture<EtcdResult>> call, boolean last) {
        Promise<Void> promise = new Promise<>(ground.callbacks());
        Entry held = now().entry();
        if (held == null) {
            promise.fail(new IllegalStateException(verb + " " + queue.what() + ": this object has no lock in hand"));
            return promise;
        }
        promise.step(call.apply(held)).whenComplete((result, failure) -> {
            boolean missing = failure != null && isMissing(failure);
            if (missing || (last && failure == null)) {
                forget(held);
            }
            if (missing) {
                promise.fail(Failures.gone(verb + " " + queue.what(), terms.ttl()));
            } else if (failure != null) {
                promise.fail(Failures.of(queue.what(), failure));
            } else {
                promise.succeed(null);
            }
        });
        return promise;
    }

    private boolean isMissing(Throwable failure) {
        return Failures.of(queue.what(), failure) instanceof V2KeyNotFoundException;
    }

    private void forget(Entry gone) {
        state.updateAndGet(now -> gone.equals(now.entry()) ? new State(now.value(), null, now.acquiring()) : now);
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public String value() {
        return now().value();
    }

    @Override
    public OptionalLong index() {
        Entry entry = now().entry();
        return entry == null ? OptionalLong.empty() : OptionalLong.of(entry.createdIndex());
    }

    @Override
    public String toString() {
        return queue.what();
    }

    /** What a claim has to tell to a lock that only wants it to be won. */
    static final class Alone implements Listener {
        @Override
        public void held(Entry entry) {}

        @Override
        public void lost(EtcdException why) {}

        @Override
        public void again(Waiter<?> waiter) {
            waiter.fail(new IllegalStateException("a claim that ends when it is won has nobody to renew it"));
        }

        @Override
        public void gone(Claim claim, boolean clean) {}
    }
}
