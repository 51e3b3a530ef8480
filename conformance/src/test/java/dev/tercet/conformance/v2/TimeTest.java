package dev.tercet.conformance.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.v2.error.V2LockExpiredException;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Action;
import dev.tercet.v2.key.V2Write;
import dev.tercet.v2.lock.EtcdV2Lock;
import dev.tercet.v2.lock.LegacyLock;
import dev.tercet.v2.lock.V2LockOptions;
import dev.tercet.v2.watch.V2Watch;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What happens when time passes; each test waits for all that it can at once. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.v2.V2Targets#servers")
record TimeTest(V2Target target) implements V2Contract {
    private static final Duration TTL = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(30);

    private void goes(String key) {
        Soon.await(key + " to go").until(() -> !v2().contains(key));
    }

    @Test
    void keysAndDirectoriesEndWithTheirTime() throws Exception {
        String top = fresh();
        String directory = fresh();
        try (Heard heard = Heard.of(V2Watch.of(top + "/a"), v2());
                Heard child = Heard.of(V2Watch.of(directory + "/x/y"), v2())) {
            EtcdResult set = v2().set(top + "/a", "1", TTL);
            v2().set(top + "/b", "2", LONG);
            v2().refresh(top + "/b", TTL);
            v2().set(top + "/c", "3", TTL);
            v2().refresh(top + "/c", LONG);
            v2().set(top + "/d", "4", TTL);
            v2().set(top + "/d", "4");
            EtcdResult appended = v2().write(V2Write.inOrder(top, "5").withTtl(TTL));
            v2().write(V2Write.directory(directory).withTtl(TTL));
            v2().set(directory + "/x/y", "6");
            assertThat(heard.change().modifiedIndex()).isEqualTo(set.modifiedIndex());
            assertThat(child.change().value()).contains("6");

            EtcdResult end = heard.change();
            assertThat(end.action()).isEqualTo(V2Action.EXPIRE);
            assertThat(end.key()).isEqualTo(top + "/a");
            assertThat(end.value()).isEmpty();
            assertThat(end.prevNode().orElseThrow().value()).contains("1");
            assertThat(end.modifiedIndex()).isGreaterThan(set.modifiedIndex());
            Fails.with(V2Code.KEY_NOT_FOUND, () -> v2().get(top + "/a"));
            goes(top + "/b");
            goes(appended.key());
            EtcdResult tree = child.change();
            assertThat(tree.action()).isEqualTo(V2Action.EXPIRE);
            assertThat(tree.key()).isEqualTo(directory);
            assertThat(tree.dir()).isTrue();
            assertThat(v2().contains(directory)).isFalse();
            assertThat(v2().get(top + "/c").value()).contains("3");
            assertThat(v2().get(top + "/d").value()).contains("4");
        }
    }

    @Test
    void noTimeIsNone() throws Exception {
        String key = fresh();
        try (Heard heard = Heard.of(V2Watch.of(key), v2())) {
            v2().set(key, "1", Duration.ZERO);
            assertThat(heard.change().action()).isEqualTo(V2Action.SET);
            assertThat(heard.change().action()).isEqualTo(V2Action.EXPIRE);
            assertThat(v2().contains(key)).isFalse();
        }
    }

    @Test
    void aLockIsHeldForLongerThanItsTimeByRenewal() throws Exception {
        String name = fresh().substring("/contract/".length());
        V2LockOptions brief = V2LockOptions.DEFAULT.withTtl(TTL);
        EtcdV2Lock kept = v2().lock(name + "-kept", brief);
        EtcdV2Lock left = v2().lock(name + "-left", brief.withoutRenewal());
        LegacyLock old = v2().getLock(fresh(), TTL, "v");
        kept.acquire();
        left.acquire();
        old.acquire();
        CompletableFuture<V2LockExpiredException> lost = left.lost();
        CompletableFuture<Boolean> next = bare().async()
                .lock(name + "-left", V2LockOptions.DEFAULT.withTtl(LONG))
                .acquire(LONG);
        long start = System.nanoTime();
        assertThat(Soon.of(next)).isTrue();
        assertThat(left.isAcquired()).isFalse();
        Soon.of(lost);
        Soon.await("three times its time")
                .until(() -> System.nanoTime() - start > TTL.multipliedBy(3).toNanos());
        assertThat(kept.isAcquired()).isTrue();
        assertThat(kept.lost()).isNotDone();
        assertThat(v2().lock(name + "-kept", brief).tryAcquire()).isFalse();
        kept.release();
        assertThat(old.isLocked()).isFalse();
        Fails.with(V2LockExpiredException.class, () -> old.renew(LONG));
    }
}
