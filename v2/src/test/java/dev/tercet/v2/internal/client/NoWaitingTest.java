package dev.tercet.v2.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tercet.spi.engine.InPlaceCallbacks;
import dev.tercet.v2.internal.time.V2Timer;
import dev.tercet.v2.lock.AsyncEtcdV2Election;
import dev.tercet.v2.lock.AsyncEtcdV2Lock;
import dev.tercet.v2.lock.AsyncLegacyLock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** In a callback on the I/O thread of a client, whichever it is, locks and elections ask for nothing. */
class NoWaitingTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final List<String> asked = new ArrayList<>();

    /** Answers everything at once. */
    private <T> T answering(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            if (method.getReturnType() == OptionalLong.class) {
                return OptionalLong.of(7);
            }
            if (method.getReturnType() != CompletableFuture.class) {
                return type.getSimpleName();
            }
            asked.add(method.getName());
            return CompletableFuture.completedFuture(null);
        }));
    }

    private void refuses(ThrowingCallable... calls) {
        InPlaceCallbacks.run(
                () -> {
                    for (ThrowingCallable call : calls) {
                        assertThatIllegalStateException().isThrownBy(call).withMessageContaining("not begun");
                    }
                },
                Runnable::run);
        assertThat(asked).isEmpty();
    }

    @Test
    void locksAreNotWaitedFor() {
        BlockingLock lock = new BlockingLock(answering(AsyncEtcdV2Lock.class), answering(V2Timer.class));
        refuses(
                lock::acquire,
                () -> lock.acquire(SECOND),
                lock::tryAcquire,
                lock::release,
                lock::close,
                lock::isAcquired,
                () -> lock.adopt("uuid"));
    }

    @Test
    void locksOfOldAreNotWaitedFor() {
        BlockingLegacyLock lock = new BlockingLegacyLock(answering(AsyncLegacyLock.class));
        refuses(
                lock::acquire,
                () -> lock.acquire(SECOND),
                lock::isLocked,
                lock::get,
                () -> lock.renew(SECOND),
                lock::release,
                lock::close);
    }

    @Test
    void electionsAreNotWaitedFor() {
        BlockingElection election = new BlockingElection(answering(AsyncEtcdV2Election.class));
        refuses(() -> election.set("k", "n", SECOND, SECOND), () -> election.get("k"), () -> election.delete("k", "n"));
    }
}
