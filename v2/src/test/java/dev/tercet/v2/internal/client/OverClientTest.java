package dev.tercet.v2.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tercet.EtcdClient;
import dev.tercet.connection.CallOptions;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.embedded.fault.Fault;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.v2.EtcdV2Client;
import dev.tercet.v2.key.V2Node;
import dev.tercet.v2.lock.EtcdV2Lock;
import dev.tercet.v2.lock.LegacyLock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The API over a client that somebody else made, and the verbs that leave something to be assumed. */
class OverClientTest {
    private static final Duration TTL = Duration.ofSeconds(30);

    private final EmbeddedEtcd server = EmbeddedEtcd.start();
    private final EtcdClient etcd = server.client();

    @AfterEach
    void close() {
        etcd.close();
        server.close();
    }

    @Test
    void locksMayBeElsewhere() {
        try (EtcdV2Client v2 = EtcdV2Client.over(etcd, "mine/locks");
                EtcdV2Lock lock = v2.lock("job")) {
            lock.acquire();
            assertThat(v2.get("/mine/locks/job").children())
                    .extracting(V2Node::value)
                    .containsExactly(Optional.of(lock.uuid()));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EtcdV2Client.over(etcd, "/"))
                .withMessageContaining("lockPrefix");
    }

    @Test
    void writesAreNotSentAgainWhateverTheClientSays() {
        Duration timeout = Duration.ofSeconds(20);
        CallOptions again = CallOptions.DEFAULT.withTimeout(timeout).retryingWrites();
        try (EtcdV2Client v2 = EtcdV2Client.over(etcd.with(again))) {
            // The first transaction of a change reads.
            server.faults().add(Fault.replyLost().on("Txn").after(1).times(1));
            EtcdException lost = catchThrowableOfType(EtcdException.class, () -> v2.append("/q", "x"));
            assertThat(lost.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(v2.get("/q").children()).hasSize(1);
        }
    }

    @Test
    void aLockOfTheOldKindHasDefaults() {
        try (EtcdV2Client v2 = EtcdV2Client.over(etcd);
                LegacyLock endless = v2.getLock("/endless");
                LegacyLock brief = v2.getLock("/brief", TTL)) {
            endless.acquire();
            brief.acquire();
            assertThat(endless.value()).isEmpty();
            assertThat(brief.value()).isEmpty();
            assertThat(v2.get("/_mod/v2/lock/endless").children())
                    .allMatch(entry -> entry.ttl().isEmpty())
                    .hasSize(1);
            assertThat(v2.get("/_mod/v2/lock/brief").children())
                    .allMatch(entry -> entry.ttl().isPresent())
                    .hasSize(1);
            assertThat(v2.async().getLock("/other").value()).isEmpty();
            assertThat(v2.async().getLock("/other", TTL).key()).isEqualTo("/other");
        }
    }

    @Test
    void whoStandsWithoutATimeWaitsForAsLongAsItTakes() throws Exception {
        try (EtcdV2Client v2 = EtcdV2Client.over(etcd)) {
            long first = v2.election().set("db", "a");
            CompletableFuture<Long> second = v2.async().election().set("db", "b", TTL);
            assertThat(v2.election().set("db", "a")).isEqualTo(first);
            v2.election().delete("db", "a");
            assertThat(second.get(20, TimeUnit.SECONDS)).isGreaterThan(first);
            assertThat(v2.election().get("db")).isEqualTo("b");
        }
    }
}
