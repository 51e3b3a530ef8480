package dev.tercet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.connection.CallOptions;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.kv.Put;
import dev.tercet.lease.LeaseGrant;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class EmbeddedEtcdTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    @Test
    void answersWithoutASocket() {
        try (EmbeddedEtcd etcd = EmbeddedEtcd.start();
                EtcdClient client = etcd.client()) {
            assertThat(client.kv().put("greeting", "hello").header().revision()).isEqualTo(2);
            assertThat(client.kv().getString("greeting")).contains("hello");
            assertThat(client.async().kv().getString("greeting").join()).contains("hello");
            assertThat(etcd.port()).isEmpty();
            assertThatThrownBy(etcd::endpoint)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("without a port");
            assertThat(etcd.usage().isIdle()).isTrue();
        }
    }

    @Test
    void severalAreApart() {
        try (EmbeddedEtcd one = EmbeddedEtcd.start();
                EmbeddedEtcd other = EmbeddedEtcd.start();
                EtcdClient ofOne = one.client();
                EtcdClient ofOther = other.client()) {
            ofOne.kv().put("k", "v");
            assertThat(ofOther.kv().get("k")).isEmpty();
        }
    }

    @Test
    void watchesAreCountedWhileTheyAreOpen() {
        List<WatchSignal> signals = new CopyOnWriteArrayList<>();
        try (EmbeddedEtcd etcd = EmbeddedEtcd.start();
                EtcdClient client = etcd.client()) {
            try (Watch watch = client.watches().open(WatchRequest.prefix("a"), signals::add)) {
                client.kv().put("ab", "v");
                await().until(() -> signals.stream().anyMatch(WatchSignal.Change.class::isInstance));
                assertThat(watch.isOpen()).isTrue();
                assertThat(etcd.usage()).isEqualTo(new EmbeddedUsage(1, 0, 0));
            }
            await().until(() -> etcd.usage().isIdle());
        }
    }

    @Test
    void resetMakesItAsNewForTheSameClients() {
        List<WatchSignal> signals = new CopyOnWriteArrayList<>();
        try (EmbeddedEtcd etcd = EmbeddedEtcd.start();
                EtcdClient client = etcd.client();
                Watch watch = client.watches().open(WatchRequest.of("k"), signals::add)) {
            client.kv().put("k", "before");
            LeaseGrant lease = client.leases().grant(Duration.ofSeconds(60));
            CompletableFuture<?> lock = client.async().locks().lock("l", lease.id());
            lock.join();
            CompletableFuture<?> waiting = client.async()
                    .locks()
                    .lock("l", client.leases().grant(Duration.ofSeconds(60)).id());
            await().until(() -> etcd.usage().waitingCalls() == 1);

            etcd.reset();

            assertThatThrownBy(waiting::join).hasCauseInstanceOf(EtcdException.class);
            assertThat(client.kv().get("k")).isEmpty();
            assertThat(client.leases().list()).isEmpty();
            assertThat(client.kv().put("k", "after").header().revision()).isEqualTo(2);
            await().until(() -> signals.stream().anyMatch(WatchSignal.Interrupted.class::isInstance));
            assertThat(watch.isOpen()).isTrue();
        }
    }

    @Test
    void aClosedOneIsUnavailableAndNothingWasDone() {
        EmbeddedEtcd etcd = EmbeddedEtcd.start();
        try (EtcdClient client = etcd.clientBuilder()
                .options(CallOptions.DEFAULT.withTimeout(SHORT))
                .build()) {
            etcd.close();
            etcd.close();
            assertThatThrownBy(() -> client.kv().put("k", "v")).isInstanceOfSatisfying(EtcdException.class, thrown -> {
                assertThat(thrown.outcome()).isEqualTo(Outcome.NOT_APPLIED);
                assertThat(thrown).hasMessageContaining("the embedded etcd is stopped");
            });
            assertThatThrownBy(etcd::reset).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void closingEndsWhatWaitsAndLeavesNoThread() {
        EmbeddedEtcd etcd = EmbeddedEtcd.builder().port(0).start();
        try (EtcdClient client = etcd.client()) {
            client.locks()
                    .lock("l", client.leases().grant(Duration.ofSeconds(60)).id());
            CompletableFuture<?> waiting = client.async()
                    .locks()
                    .lock("l", client.leases().grant(Duration.ofSeconds(60)).id());
            Watch watch = client.watches().open(WatchRequest.of("k"), signal -> {});
            await().until(() -> etcd.usage().waitingCalls() == 1);
            String threads = threadsOf(etcd);

            etcd.close();

            assertThatThrownBy(waiting::join).hasCauseInstanceOf(EtcdException.class);
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith(threads));
            watch.close();
        }
    }

    private static String threadsOf(EmbeddedEtcd etcd) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("tercet-embedded-") && name.contains("-io"))
                .map(name -> name.substring(0, name.indexOf("-io")))
                .max(String::compareTo)
                .orElseThrow();
    }

    @Test
    void aRequestAboveTheLimitIsRefusedAsGrpcDoes() {
        try (EmbeddedEtcd etcd = EmbeddedEtcd.start();
                EtcdClient client = etcd.client()) {
            byte[] large = new byte[3 << 20];
            assertThatThrownBy(() -> client.kv().put(Put.of("k", dev.tercet.kv.Bytes.wrap(large))))
                    .isInstanceOfSatisfying(
                            EtcdException.class,
                            thrown -> assertThat(thrown.code()).isEqualTo(ErrorCode.REQUEST_TOO_LARGE))
                    .hasMessageContaining("grpc: received message larger than max (");
        }
    }

    @Test
    void aPortInUseIsNamed() {
        try (EmbeddedEtcd etcd = EmbeddedEtcd.builder().port(0).start()) {
            assertThat(etcd.endpoint())
                    .isEqualTo("http://127.0.0.1:" + etcd.port().getAsInt());
            assertThatThrownBy(() ->
                            EmbeddedEtcd.builder().port(etcd.port().getAsInt()).start())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(":" + etcd.port().getAsInt());
        }
    }
}
