package dev.tercet.v2.internal.overv3.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tercet.connection.CallOptions;
import dev.tercet.embedded.fault.Fault;
import dev.tercet.embedded.fault.LiveFault;
import dev.tercet.error.ClientClosedException;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.error.Outcome;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyValue;
import dev.tercet.spi.StatusCode;
import dev.tercet.v2.error.V2Failure;
import dev.tercet.v2.error.V2InsufficientPermissionsException;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Delete;
import dev.tercet.v2.key.V2Read;
import dev.tercet.v2.key.V2Write;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is said when the store does not answer, or says no. */
class FailureTest {
    private static final CallOptions SHORT = CallOptions.DEFAULT.withTimeout(Duration.ofMillis(300));

    private final OnEmbedded store = new OnEmbedded();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aLostReplyIsReportedAndNothingIsRepeated() {
        V2Write write = V2Write.inOrder("/q", "x");
        // The first transaction of a change reads.
        store.server.faults().add(Fault.replyLost().on("Txn").after(1).times(1));
        EtcdException lost = catchThrowableOfType(EtcdException.class, () -> store.write(write));
        assertThat(lost).isNotInstanceOf(V2Failure.class);
        assertThat(lost.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(lost).hasMessageStartingWith(write + ", over v3: txn").hasCauseInstanceOf(lost.getClass());
        assertThat(store.tree("/q")).hasSize(1);
    }

    @Test
    void aReadIsRepeated() {
        store.write(V2Write.value("/a", "x"));
        store.server.faults().add(Fault.replyLost().on("Txn").times(1));
        assertThat(store.read(V2Read.of("/a")).value()).contains("x");
    }

    @Test
    void oneDeadlineIsForAllOfIt() {
        try (LiveFault silent =
                store.server.faults().add(Fault.silent().on("Txn").after(1))) {
            CompletableFuture<EtcdResult> written = store.keys.write(V2Write.value("/a", "x"), SHORT);
            assertThatThrownBy(written::join).hasCauseInstanceOf(EtcdTimeoutException.class);
            assertThat(silent.struck()).isEqualTo(1);
        }
    }

    @Test
    void aCancelledCallIsGivenUp() {
        try (LiveFault silent = store.server.faults().add(Fault.silent().on("Txn"))) {
            CompletableFuture<EtcdResult> read = store.keys.read(V2Read.of("/a"), CallOptions.DEFAULT);
            Awaitility.await().until(() -> silent.struck() == 1);
            read.cancel(true);
            assertThat(read).isCancelled();
            Awaitility.await().until(() -> store.server.usage().waitingCalls() == 0);
        }
    }

    @Test
    void whatMustNotBeDoneIsRefusedInTheWordsOfV2() {
        store.server.faults().add(Fault.error(StatusCode.PERMISSION_DENIED, "etcdserver: permission denied"));
        assertThatThrownBy(() -> store.delete(V2Delete.of("/a")))
                .isInstanceOfSatisfying(V2InsufficientPermissionsException.class, failure -> {
                    assertThat(failure.payload().code()).isEqualTo(110);
                    assertThat(failure.payload().status()).isEqualTo(401);
                    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_APPLIED);
                })
                .hasMessageContaining("delete \"/a\"")
                .hasMessageContaining("permission denied");
    }

    @Test
    void aGrantThatIsNotUsedIsGivenUp() {
        store.server
                .faults()
                .add(Fault.error(StatusCode.RESOURCE_EXHAUSTED, "etcdserver: mvcc: database space exceeded")
                        .on("Txn")
                        .after(1)
                        .times(1));
        V2Write write = V2Write.value("/a", "x").withTtl(Duration.ofSeconds(100));
        assertThatThrownBy(() -> store.write(write)).isInstanceOf(EtcdException.class);
        Awaitility.await()
                .untilAsserted(() -> assertThat(store.etcd.leases().list()).isEmpty());
    }

    @Test
    void cancelledAtWhateverMomentNoLeaseIsLeftWithoutAKey() {
        long seed = Long.getLong("tercet.seed", 20_261_121);
        Random random = new Random(seed);
        Set<CompletableFuture<?>> all = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            CompletableFuture<EtcdResult> set = store.keys.write(
                    V2Write.value("/k/" + i, "x").withTtl(Duration.ofSeconds(1000)), CallOptions.DEFAULT);
            all.add(set.handle((done, failure) -> done));
            CompletableFuture.delayedExecutor(random.nextInt(3_000), TimeUnit.MICROSECONDS)
                    .execute(() -> set.cancel(true));
        }
        all.forEach(CompletableFuture::join);
        Awaitility.await().untilAsserted(() -> {
            Set<Long> hung = store.etcd.kv().get(Get.prefix("/k/")).kvs().stream()
                    .map(KeyValue::lease)
                    .filter(lease -> lease != 0)
                    .collect(Collectors.toSet());
            assertThat(new HashSet<>(store.etcd.leases().list().ids()))
                    .as("seed %s", seed)
                    .isEqualTo(hung);
        });
    }

    @Test
    void aGrantThatIsAnsweredTooLateIsGivenUp() {
        try (LiveFault slow = store.server
                .faults()
                .add(Fault.slowInRealTime(Duration.ofMillis(300)).on("LeaseGrant"))) {
            CompletableFuture<EtcdResult> set =
                    store.keys.write(V2Write.value("/a", "x").withTtl(Duration.ofSeconds(1000)), CallOptions.DEFAULT);
            Awaitility.await().until(() -> slow.struck() == 1);
            set.cancel(true);
            Awaitility.await().until(() -> store.server.usage().waitingCalls() == 0);
        }
        Awaitility.await()
                .untilAsserted(() -> assertThat(store.etcd.leases().list()).isEmpty());
        assertThat(store.tree("/")).isEmpty();
    }

    @Test
    void aClosedClientSaysSo() {
        store.etcd.close();
        CompletableFuture<EtcdResult> read = store.keys.read(V2Read.of("/a"), CallOptions.DEFAULT);
        assertThatThrownBy(read::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(ClientClosedException.class);
    }
}
