package dev.tercet.recipes.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.kv.Put;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.session.Session;
import dev.tercet.testkit.junit.EtcdTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The index's example. */
@EtcdTest(listen = true)
class SessionDocTest {
    private final List<String> told = new ArrayList<>();

    private void tell(String text) {
        told.add(text);
    }

    @Test
    void index(EmbeddedEtcd server) {
        String endpoint = server.endpoint();
        try (EtcdClient etcd = EtcdClient.connect(endpoint)) {
            Recipes recipes = Recipes.of(etcd);
            try (Session session = recipes.openSession(Duration.ofSeconds(10))) {
                session.lost().thenAccept(lost -> tell("stop: " + lost.message()));
                etcd.kv().put(Put.of("workers/ann", "here").withLease(session.lease()));
            }
            assertThat(etcd.kv().get("workers/ann")).isEmpty();
        }
        assertThat(told).isEmpty();
    }
}
