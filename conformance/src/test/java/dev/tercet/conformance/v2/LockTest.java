package dev.tercet.conformance.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.v2.error.V2LockExpiredException;
import dev.tercet.v2.key.V2Delete;
import dev.tercet.v2.key.V2Node;
import dev.tercet.v2.key.V2Read;
import dev.tercet.v2.lock.AsyncEtcdV2Lock;
import dev.tercet.v2.lock.EtcdV2Lock;
import dev.tercet.v2.lock.V2LockOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The lock that is a queue of keys. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.v2.V2Targets#quick")
record LockTest(V2Target target) implements V2Contract {
    private static final V2LockOptions OPTIONS = V2LockOptions.DEFAULT.withTtl(Duration.ofSeconds(30));
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(20);

    private String name() {
        return fresh().substring("/contract/".length());
    }

    private EtcdV2Lock lock(String name) {
        return v2().lock(name, OPTIONS);
    }

    private List<V2Node> queue(String name) {
        String path = "/_locks/" + name;
        return v2().contains(path) ? v2().read(V2Read.of(path).sorted()).children() : List.of();
    }

    @Test
    void oneAtATimeHasIt() {
        String name = name();
        EtcdV2Lock ann = lock(name);
        EtcdV2Lock bob = lock(name);
        assertThat(ann.isAcquired()).isFalse();
        ann.acquire();
        assertThat(ann.isAcquired()).isTrue();
        assertThat(bob.tryAcquire()).isFalse();
        assertThat(bob.acquire(SHORT)).isFalse();
        assertThat(bob.isAcquired()).isFalse();
        assertThat(queue(name)).as("who gives up leaves no entry").hasSize(1);
        ann.release();
        assertThat(ann.isAcquired()).isFalse();
        assertThat(bob.acquire(LONG)).isTrue();
        assertThat(bob.isAcquired()).isTrue();
        bob.release();
        assertThat(queue(name)).isEmpty();
    }

    @Test
    void itSaysWhatItIs() {
        String name = name();
        EtcdV2Lock ann = lock(name);
        assertThat(ann.name()).isEqualTo(name);
        assertThat(ann.path()).isEqualTo("/_locks/" + name);
        assertThat(ann.uuid()).isNotBlank().isNotEqualTo(lock(name).uuid());
        assertThatThrownBy(ann::lockKey).isInstanceOf(IllegalStateException.class);
        ann.release();
        assertThat(ann.tryAcquire()).isTrue();
        assertThat(v2().get(ann.lockKey()).value()).contains(ann.uuid());
        assertThat(v2().get(ann.lockKey()).ttl()).isPresent();
        assertThat(queue(name)).extracting(V2Node::key).containsExactly(ann.lockKey());
        ann.release();
        ann.release();
    }

    @Test
    void whoHasItMayTakeItAgain() {
        String name = name();
        EtcdV2Lock ann = lock(name);
        ann.acquire();
        String key = ann.lockKey();
        ann.acquire();
        assertThat(ann.acquire(SHORT)).isTrue();
        assertThat(ann.tryAcquire()).isTrue();
        assertThat(ann.lockKey()).isEqualTo(key);
        assertThat(queue(name)).hasSize(1);
        ann.release();
    }

    @Test
    void itIsHadInTurn() throws Exception {
        String name = name();
        EtcdV2Lock first = lock(name);
        first.acquire();
        List<Integer> turns = new CopyOnWriteArrayList<>();
        List<CompletableFuture<Void>> waiting = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int turn = i;
            AsyncEtcdV2Lock next = bare().async().lock(name, OPTIONS);
            waiting.add(next.acquire().thenCompose(nothing -> {
                turns.add(turn);
                return next.release();
            }));
            Soon.await("entry " + turn).until(() -> queue(name).size() == turn + 2);
        }
        assertThat(turns).isEmpty();
        first.release();
        for (CompletableFuture<Void> each : waiting) {
            Soon.of(each);
        }
        assertThat(turns).containsExactly(0, 1, 2, 3, 4);
        assertThat(queue(name)).isEmpty();
    }

    @Test
    void whoCancelsLeavesItsPlace() throws Exception {
        String name = name();
        EtcdV2Lock ann = lock(name);
        ann.acquire();
        CompletableFuture<Void> bob = bare().async().lock(name, OPTIONS).acquire();
        Soon.await("bob's entry").until(() -> queue(name).size() == 2);
        AsyncEtcdV2Lock cat = bare().async().lock(name, OPTIONS);
        CompletableFuture<Boolean> third = cat.acquire(LONG);
        Soon.await("cat's entry").until(() -> queue(name).size() == 3);
        bob.cancel(true);
        Soon.await("bob's entry is gone").until(() -> queue(name).size() == 2);
        assertThat(third).isNotDone();
        ann.release();
        assertThat(Soon.of(third)).isTrue();
        Soon.of(cat.release());
    }

    @Test
    void itIsHandedOverById() {
        String name = name();
        EtcdV2Lock ann = v2().lock(name, OPTIONS.withoutRenewal());
        ann.acquire();
        EtcdV2Lock heir = lock(name);
        String own = heir.uuid();
        assertThatThrownBy(() -> heir.adopt("nobody")).isInstanceOf(IllegalArgumentException.class);
        assertThat(heir.uuid()).isEqualTo(own);
        heir.adopt(ann.uuid());
        assertThat(heir.uuid()).isEqualTo(ann.uuid());
        heir.acquire();
        assertThat(heir.isAcquired()).isTrue();
        assertThat(heir.lockKey()).isEqualTo(ann.lockKey());
        heir.release();
        assertThat(queue(name)).isEmpty();
        assertThat(ann.isAcquired()).isFalse();
    }

    @Test
    void othersTakePartWhoKnowTheAlgorithm() throws Exception {
        String name = name();
        String path = "/_locks/" + name;
        // As old servers named them, without zeros; the order is of numbers.
        v2().set(path + "/9", "theirs");
        v2().set(path + "/10", "theirs too");
        EtcdV2Lock ours = lock(name);
        assertThat(ours.tryAcquire()).isFalse();
        CompletableFuture<Boolean> waiting = bare().async().lock(name, OPTIONS).acquire(LONG);
        Soon.await("our entry").until(() -> queue(name).size() == 3);
        v2().delete(path + "/9");
        assertThat(waiting).isNotDone();
        v2().delete(path + "/10");
        assertThat(Soon.of(waiting)).isTrue();
        v2().delete(V2Delete.of(path).recursive());
    }

    @Test
    void whoseEntryIsDeletedIsTold() throws Exception {
        String name = name();
        EtcdV2Lock ann = lock(name);
        ann.acquire();
        CompletableFuture<V2LockExpiredException> lost = ann.lost();
        assertThat(lost).isNotDone();
        CompletableFuture<Void> bob = bare().async().lock(name, OPTIONS).acquire();
        Soon.await("bob's entry").until(() -> queue(name).size() == 2);
        String bobs = queue(name).get(1).key();
        v2().delete(bobs);
        v2().delete(ann.lockKey());
        assertThatThrownBy(() -> Soon.of(bob)).isInstanceOf(V2LockExpiredException.class);
        assertThat(ann.isAcquired()).isFalse();
        assertThat(Soon.of(lost)).hasMessageContaining(name);
        ann.release();
        assertThat(queue(name)).isEmpty();
        assertThat(lock(name).tryAcquire()).isTrue();
    }

    @Test
    void aWaiterOutlivesWhatTheServerForgets() throws Exception {
        String name = name();
        EtcdV2Lock ann = lock(name);
        ann.acquire();
        AsyncEtcdV2Lock bob = bare().async().lock(name, OPTIONS);
        CompletableFuture<Boolean> waiting = bob.acquire(LONG);
        Soon.await("bob's entry").until(() -> queue(name).size() == 2);
        target.forgetEvents(target.shared());
        ann.release();
        assertThat(Soon.of(waiting)).isTrue();
        Soon.of(bob.release());
    }

    @Test
    void aReleaseIsNotALoss() {
        EtcdV2Lock ann = lock(name());
        ann.acquire();
        CompletableFuture<V2LockExpiredException> lost = ann.lost();
        ann.release();
        assertThat(lost).isNotCompleted();
        ann.acquire();
        assertThat(ann.lost()).isNotDone();
        ann.release();
    }
}
