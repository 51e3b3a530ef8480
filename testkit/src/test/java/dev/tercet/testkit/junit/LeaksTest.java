package dev.tercet.testkit.junit;

import static dev.tercet.testkit.junit.Runs.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.lease.LeaseGrant;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests that leave something behind fail, and are told what. */
class LeaksTest {
    private static final List<EtcdClient> LEFT = new ArrayList<>();

    @AfterEach
    void tidy() {
        LEFT.forEach(EtcdClient::close);
        LEFT.clear();
    }

    @Test
    void aWatchThatIsNotClosed() {
        assertThat(run(OpenWatch.class))
                .singleElement()
                .asString()
                .contains("OpenWatch.opens", "1 watch open at the server", "close what")
                .doesNotContain("observation", "call", "thread");
    }

    @EtcdTest
    static class OpenWatch {
        @Test
        void opens(EtcdClient etcd) {
            etcd.watches().open(WatchRequest.prefix("k"), signal -> {});
        }

        @Test
        void closes(EtcdClient etcd) {
            try (Watch watch = etcd.watches().open(WatchRequest.prefix("k"), signal -> {})) {
                assertThat(watch.isOpen()).isTrue();
            }
        }
    }

    @Test
    void anObservationThatIsNotClosed() {
        assertThat(run(OpenObservation.class))
                .singleElement()
                .asString()
                .contains("1 observation open at the server")
                .doesNotContain("watch", "call", "thread");
    }

    @EtcdTest
    static class OpenObservation {
        @Test
        void observes(EtcdClient etcd) {
            LeaseGrant lease = etcd.leases().grant(Duration.ofSeconds(60));
            etcd.elections().campaign("e", lease.id(), "me");
            CountDownLatch told = new CountDownLatch(1);
            etcd.elections().observe("e", leader -> told.countDown());
            assertThat(awaited(told)).isTrue();
        }
    }

    @Test
    void aCallThatStillWaits() {
        assertThat(run(WaitingCall.class))
                .singleElement()
                .asString()
                .contains("1 call that waits")
                .doesNotContain("watch", "observation", "thread");
    }

    @EtcdTest
    static class WaitingCall {
        @Test
        void waits(EtcdClient etcd, EmbeddedEtcd server) {
            long one = etcd.leases().grant(Duration.ofSeconds(60)).id();
            long two = etcd.leases().grant(Duration.ofSeconds(60)).id();
            etcd.locks().lock("l", one);
            etcd.async().locks().lock("l", two);
        }
    }

    @Test
    void aClientThatIsNotClosed() {
        assertThat(run(OpenClient.class)).singleElement().asString().contains("threads [tercet-", "close the client");
    }

    @EtcdTest
    static class OpenClient {
        @Test
        void connects(EmbeddedEtcd server) {
            EtcdClient client = server.client();
            LEFT.add(client);
            client.kv().put("k", "v");
        }
    }

    @Test
    void aThreadThatIsNotEnded() {
        try {
            assertThat(run(OpenThread.class))
                    .singleElement()
                    .asString()
                    .contains("threads [left-running]", "no daemons");
        } finally {
            OpenThread.END.countDown();
        }
    }

    @EtcdTest
    static class OpenThread {
        private static final CountDownLatch END = new CountDownLatch(1);

        @Test
        void starts(EtcdClient etcd) {
            new Thread(() -> awaited(END), "left-running").start();
        }

        @Test
        void ends(EtcdClient etcd) throws Exception {
            ExecutorService pool = Executors.newSingleThreadExecutor();
            pool.submit(() -> etcd.kv().put("k", "v")).get();
            pool.shutdown();
        }

        @Test
        @Timeout(30)
        void junitsOwnMayStay(EtcdClient etcd) {
            etcd.kv().put("k", "v");
        }
    }

    @Test
    void anExceptionThatNobodyCaught() {
        List<Throwable> failures = run(Throwing.class);
        assertThat(failures).hasSize(2).allSatisfy(failure -> {
            assertThat(failure)
                    .hasMessageContaining("an exception that nobody caught")
                    .hasMessageContaining("oh dear");
            assertThat(failure.getSuppressed()).hasSize(1);
        });
    }

    @EtcdTest
    static class Throwing {
        @Test
        void onAThread(EtcdClient etcd) throws InterruptedException {
            Thread thread = new Thread(() -> {
                throw new IllegalStateException("oh dear");
            });
            thread.start();
            thread.join();
        }

        @Test
        void inAListener(EtcdClient etcd) {
            CountDownLatch thrown = new CountDownLatch(1);
            try (Watch watch = etcd.watches().open(WatchRequest.prefix("k"), signal -> {
                thrown.countDown();
                throw new IllegalStateException("oh dear");
            })) {
                assertThat(awaited(thrown)).as(watch.toString()).isTrue();
            }
        }
    }

    @Test
    void whoSaysSoMayLeaveThings() {
        assertThat(run(Untidy.class)).isEmpty();
    }

    @EtcdTest(failOnLeaks = false)
    static class Untidy {
        @Test
        void opens(EtcdClient etcd) {
            etcd.watches().open(WatchRequest.prefix("k"), signal -> {});
        }
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
