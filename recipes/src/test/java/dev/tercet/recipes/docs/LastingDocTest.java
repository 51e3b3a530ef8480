package dev.tercet.recipes.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.EtcdClient;
import dev.tercet.kv.Get;
import dev.tercet.kv.Put;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.session.LastingKey;
import dev.tercet.recipes.session.LastingSession;
import dev.tercet.recipes.session.Session;
import dev.tercet.recipes.session.SessionSignal;
import dev.tercet.testkit.junit.EtcdTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The examples of the page on sessions. */
@EtcdTest
class LastingDocTest {
    private final EtcdClient etcd;
    private final List<String> told = new CopyOnWriteArrayList<>();

    LastingDocTest(EtcdClient etcd) {
        this.etcd = etcd;
    }

    private void stop(String why) {
        told.add("stop: " + why);
    }

    private void resume(Session session) {
        told.add("on " + session.lease());
    }

    private void work() {
        assertThat(etcd.kv().get(Get.prefix("workers/")).kvs()).hasSize(1);
    }

    @Test
    void session() {
        Recipes recipes = Recipes.of(etcd);
        try (Session session = recipes.openSession(Duration.ofSeconds(10))) {
            session.lost().thenAccept(loss -> stop(loss.message()));
            etcd.kv().put(Put.of("workers/ann", "here").withLease(session.lease()));
            work();
        }
        assertThat(etcd.kv().get("workers/ann")).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void lasting() {
        Recipes recipes = Recipes.of(etcd);
        try (LastingSession lasting = recipes.lastingSession(Duration.ofSeconds(10));
                LastingKey here = lasting.key("workers/ann", "10.0.0.7:8080")) {
            lasting.onSignal(signal -> {
                if (signal instanceof SessionSignal.Opened opened) {
                    resume(opened.session());
                } else if (signal instanceof SessionSignal.Lost lost) {
                    stop(lost.cause().getMessage());
                }
            });
            here.awaitPresent();
            here.setValue("10.0.0.8:8080");
            work();
        }
        assertThat(etcd.kv().get("workers/ann")).isEmpty();
        Awaitility.await().untilAsserted(() -> assertThat(told).hasSize(1));
    }
}
