package dev.tercet.conformance.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.v2.error.V2LockExpiredException;
import dev.tercet.v2.lock.EtcdV2Election;
import dev.tercet.v2.lock.LegacyLock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Locks and elections as the clients before 2.0 had them. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.v2.V2Targets#quick")
record LegacyTest(V2Target target) implements V2Contract {
    private static final Duration TTL = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(300);

    @Test
    void oneAtATimeHasTheLock() {
        String key = fresh();
        LegacyLock ann = v2().getLock(key.substring(1), TTL, "ann");
        assertThat(ann.key()).isEqualTo(key);
        assertThat(ann.value()).isEqualTo("ann");
        assertThat(ann.index()).isEmpty();
        assertThat(ann.isLocked()).isFalse();
        ann.acquire();
        assertThat(ann.index()).isPresent();
        assertThat(ann.isLocked()).isTrue();
        assertThatThrownBy(ann::acquire).isInstanceOf(IllegalStateException.class);
        LegacyLock bob = v2().getLock(key, TTL, "bob");
        assertThat(bob.isLocked()).isTrue();
        assertThatThrownBy(() -> bob.acquire(SHORT)).isInstanceOf(EtcdTimeoutException.class);
        assertThat(bob.index()).isEmpty();
        ann.release();
        assertThat(ann.index()).isEmpty();
        bob.acquire(TTL);
        bob.renew(TTL.multipliedBy(2));
        bob.release();
        assertThat(bob.isLocked()).isFalse();
    }

    @Test
    void aLockThatIsNotInHandIsNeitherRenewedNorReleased() {
        LegacyLock ann = v2().getLock(fresh(), TTL, "ann");
        assertThatThrownBy(() -> ann.renew(TTL)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(ann::release).isInstanceOf(IllegalStateException.class);
        Fails.with(V2LockExpiredException.class, ann::get);
    }

    @Test
    void aLockThatWasTakenElsewhereIsTakenOver() {
        String key = fresh();
        LegacyLock ann = v2().getLock(key, TTL, "ann");
        ann.acquire();
        LegacyLock heir = v2().getLock(key, TTL, "heir");
        heir.get();
        assertThat(heir.value()).isEqualTo("ann");
        assertThat(heir.index()).isEqualTo(ann.index());
        heir.renew(TTL);
        heir.release();
        assertThat(ann.isLocked()).isFalse();
        Fails.with(V2LockExpiredException.class, () -> ann.renew(TTL));
    }

    @Test
    void oneIsElected() throws Exception {
        String key = fresh();
        EtcdV2Election election = v2().election();
        Fails.with(V2Code.KEY_NOT_FOUND, () -> election.get(key));
        Fails.with(V2Code.KEY_NOT_FOUND, () -> election.delete(key, "ann"));
        long index = election.set(key, "ann", TTL, TTL);
        assertThat(index).isPositive();
        assertThat(election.get(key)).isEqualTo("ann");
        assertThat(election.set(key, "ann", TTL, SHORT)).isEqualTo(index);
        assertThatThrownBy(() -> election.set(key, "bob", TTL, SHORT)).isInstanceOf(EtcdTimeoutException.class);
        Fails.with(V2Code.COMPARE_FAILED, () -> election.delete(key, "bob"));
        CompletableFuture<Long> bob = bare().async().election().set(key, "bob", TTL, TTL);
        election.delete(key, "ann");
        assertThat(Soon.of(bob)).isGreaterThan(index);
        assertThat(election.get(key)).isEqualTo("bob");
        election.delete(key, "bob");
        Fails.with(V2Code.KEY_NOT_FOUND, () -> election.get(key));
    }
}
