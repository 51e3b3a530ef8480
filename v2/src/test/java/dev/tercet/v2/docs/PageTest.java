package dev.tercet.v2.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.testkit.junit.EtcdTest;
import dev.tercet.v2.EtcdV2Client;
import dev.tercet.v2.V2Backend;
import dev.tercet.v2.error.V2CompareFailedException;
import dev.tercet.v2.error.V2KeyNotFoundException;
import dev.tercet.v2.error.V2WatchTimedOutException;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Delete;
import dev.tercet.v2.key.V2Node;
import dev.tercet.v2.key.V2Read;
import dev.tercet.v2.key.V2Write;
import dev.tercet.v2.lock.EtcdV2Lock;
import dev.tercet.v2.watch.EternalWatch;
import dev.tercet.v2.watch.V2Event;
import dev.tercet.v2.watch.V2Watch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the page about the v2 API shows. */
@EtcdTest(listen = true)
class PageTest {
    private final List<EtcdResult> applied = new ArrayList<>();
    private boolean worked;
    private long resume;

    @Test
    void connecting(EmbeddedEtcd server) {
        String endpoint = server.endpoint();
        try (EtcdV2Client first = automatically(endpoint);
                EtcdV2Client second = overV3(endpoint)) {
            first.set("/a", "b");
            assertThat(second.get("/a").value()).contains("b");
            assertThat(first.backend()).isEqualTo(V2Backend.V3);
        }
    }

    private static EtcdV2Client automatically(String endpoint) {
        EtcdV2Client etcd = EtcdV2Client.connect(endpoint);
        return etcd;
    }

    private static EtcdV2Client overV3(String endpoint) {
        EtcdV2Client etcd = EtcdV2Client.builder()
                .endpoints(endpoint)
                .backend(V2Backend.V3)
                .readTimeout(Duration.ofSeconds(5))
                .build();
        return etcd;
    }

    private static EtcdV2Client over(EtcdClient v3) {
        EtcdV2Client etcd = EtcdV2Client.over(v3);
        return etcd;
    }

    @Test
    void keys(EtcdClient v3) {
        try (EtcdV2Client etcd = over(v3)) {
            values(etcd);
            directories(etcd);
            conditions(etcd);
            inOrder(etcd);
            writtenBack(etcd);
            wrong(etcd);
        }
    }

    private static void values(EtcdV2Client etcd) {
        etcd.set("/services/mail", "10.0.0.7:25");
        EtcdResult mail = etcd.get("/services/mail");
        mail.value(); // Optional[10.0.0.7:25]
        mail.modifiedIndex(); // the index of the last change to it
        assertThat(mail.value()).contains("10.0.0.7:25");
    }

    private static void directories(EtcdV2Client etcd) {
        etcd.makeDirectory("/queues");
        for (V2Node each :
                etcd.read(V2Read.of("/services").recursive().sorted()).leaves()) {
            System.out.println(each.key() + " = " + each.value().orElseThrow());
        }
        assertThat(etcd.get("/queues").dir()).isTrue();
    }

    private static void conditions(EtcdV2Client etcd) {
        etcd.write(V2Write.value("/leader", "ann").ifAbsent().withTtl(Duration.ofSeconds(30)));
        etcd.refresh("/leader", Duration.ofSeconds(30)); // wakes no watch
        try {
            etcd.testAndSet("/leader", "bob", "cid");
        } catch (V2CompareFailedException e) {
            System.out.println(e.payload().cause()); // [cid != ann]
        }
        etcd.delete(V2Delete.of("/leader").ifPrevValue("ann"));
        assertThat(etcd.contains("/leader")).isFalse();
    }

    private static void inOrder(EtcdV2Client etcd) {
        String first = etcd.append("/queues/mail", "to ann").key();
        String second = etcd.append("/queues/mail", "to bob").key();
        EtcdResult gone = etcd.pop(first);
        gone.value(); // Optional[to ann]
        assertThat(gone.value()).contains("to ann");
        assertThat(first).isLessThan(second);
    }

    private static void writtenBack(EtcdV2Client etcd) {
        EtcdResult read = etcd.get("/services/mail");
        etcd.update(read.withValue("10.0.0.8:25"));
        assertThat(etcd.get("/services/mail").value()).contains("10.0.0.8:25");
    }

    private static void wrong(EtcdV2Client etcd) {
        try {
            etcd.get("/nothing");
        } catch (V2KeyNotFoundException e) {
            e.payload().code(); // 100
            e.payload().message(); // Key not found
            e.payload().cause(); // /nothing
        }
    }

    @Test
    void whatAServerSays(EtcdClient v3) {
        try (EtcdV2Client etcd = over(v3)) {
            etcd.set("/leader", "ann");
            assertThatExceptionOfType(V2CompareFailedException.class)
                    .isThrownBy(() -> etcd.testAndSet("/leader", "bob", "cid"))
                    .satisfies(e -> assertThat(e.payload().cause()).isEqualTo("[cid != ann]"));
            assertThatExceptionOfType(V2KeyNotFoundException.class)
                    .isThrownBy(() -> etcd.get("/nothing"))
                    .satisfies(e -> assertThat(e.payload().code()).isEqualTo(100))
                    .satisfies(e -> assertThat(e.payload().message()).isEqualTo("Key not found"))
                    .satisfies(e -> assertThat(e.payload().cause()).isEqualTo("/nothing"));
        }
    }

    @Test
    void watches(EtcdClient v3) throws Exception {
        try (EtcdV2Client etcd = over(v3)) {
            long from = etcd.set("/services/mail", "1").modifiedIndex();
            etcd.set("/services/web", "2");
            one(etcd);
            all(etcd, from);
            assertThat(applied).extracting(EtcdResult::key).containsExactly("/services/mail", "/services/web");
            assertThat(resume).isEqualTo(applied.get(1).modifiedIndex() + 1);

            CompletableFuture<Long> told = told(etcd);
            await().until(() -> {
                etcd.set("/services/mail", "last");
                return told.isDone();
            });
            assertThat(told.get(5, TimeUnit.SECONDS)).isGreaterThan(resume);
        }
    }

    private static void one(EtcdV2Client etcd) {
        try {
            EtcdResult change = etcd.watch(V2Watch.of("/services").recursive().atMost(Duration.ofMillis(50)));
            System.out.println(change.action() + " " + change.key());
        } catch (V2WatchTimedOutException e) {
            System.out.println("nothing happened");
        }
    }

    private void all(EtcdV2Client etcd, long from) {
        try (EternalWatch watch =
                etcd.eternalWatch(V2Watch.of("/services").recursive().fromIndex(from))) {
            for (V2Event event : watch) {
                if (event instanceof V2Event.Change change) {
                    apply(change.result());
                } else if (event instanceof V2Event.Reread reread) {
                    replace(reread.state());
                }
                if (enough()) {
                    break;
                }
            }
            resumeFrom(watch.nextIndex());
        }
    }

    private static CompletableFuture<Long> told(EtcdV2Client etcd) {
        CompletableFuture<Long> resumeIndex = etcd.eternalWatch(V2Watch.of("/services/mail"), (event, stop) -> {
            if (isLast(event)) {
                stop.run();
            }
        });
        return resumeIndex;
    }

    private void apply(EtcdResult result) {
        applied.add(result);
    }

    private void replace(Optional<EtcdResult> state) {
        throw new AssertionError("nothing was missed, but this was read: " + state);
    }

    private boolean enough() {
        return applied.size() == 2;
    }

    private void resumeFrom(long index) {
        resume = index;
    }

    private static boolean isLast(V2Event event) {
        return event instanceof V2Event.Change change && change.result().value().equals(Optional.of("last"));
    }

    @Test
    void locks(EtcdClient v3) {
        try (EtcdV2Client etcd = over(v3)) {
            try (EtcdV2Lock lock = etcd.lock("nightly")) {
                if (lock.acquire(Duration.ofSeconds(5))) {
                    lock.lost().thenAccept(why -> stop());
                    work();
                }
            }
            assertThat(worked).isTrue();
            assertThat(etcd.get("/_locks/nightly").children()).isEmpty();
        }
    }

    private void stop() {
        throw new AssertionError("the lock is lost");
    }

    private void work() {
        worked = true;
    }
}
