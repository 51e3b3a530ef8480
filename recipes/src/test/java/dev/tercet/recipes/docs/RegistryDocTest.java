package dev.tercet.recipes.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.registry.Endpoint;
import dev.tercet.recipes.registry.Registration;
import dev.tercet.recipes.registry.ServiceInstance;
import dev.tercet.recipes.registry.ServiceWatch;
import dev.tercet.recipes.session.LastingKey;
import dev.tercet.recipes.session.LastingSession;
import dev.tercet.recipes.session.Session;
import dev.tercet.testkit.junit.EtcdTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The examples of docs/recipes/registry.md. */
@EtcdTest
class RegistryDocTest {
    private final List<String> shown = new CopyOnWriteArrayList<>();

    private void show(Object what) {
        shown.add(what.toString());
    }

    private void connect(ServiceInstance instance) {
        show("+" + instance.address());
    }

    private void disconnect(ServiceInstance instance) {
        show("-" + instance.address());
    }

    @Test
    void registers(EtcdClient etcd) {
        Recipes recipes = Recipes.of(etcd);
        try (Session session = recipes.openSession(Duration.ofSeconds(10))) {
            Endpoint endpoint = Endpoint.at("10.0.0.7:8080").withMetadata("{\"zone\": \"a\"}");
            try (Registration here = session.register("mail", endpoint)) {
                show(recipes.registry().list("mail").addresses());
                here.update(endpoint.withMetadata("{\"zone\": \"a\", \"draining\": true}"));
            }
        }
        assertThat(shown).containsExactly("[10.0.0.7:8080]");
        assertThat(recipes.registry().list("mail").isEmpty()).isTrue();
    }

    @Test
    void watches(EtcdClient etcd) {
        Recipes recipes = Recipes.of(etcd);
        try (ServiceWatch watch = recipes.registry().watch("mail", change -> {
            change.put().forEach(this::connect);
            change.gone().forEach(this::disconnect);
        })) {
            try (Session session = recipes.openSession(Duration.ofSeconds(10))) {
                session.register("mail", Endpoint.at("10.0.0.7:8080"));
            }
            await().until(() -> shown.size() == 2);
            assertThat(watch.isOpen()).isTrue();
        }
        assertThat(shown).containsExactly("+10.0.0.7:8080", "-10.0.0.7:8080");
    }

    @Test
    void lasts(EtcdClient etcd) {
        Recipes recipes = Recipes.of(etcd);
        try (LastingSession lasting = recipes.lastingSession(Duration.ofSeconds(10));
                LastingKey here = lasting.register("mail", Endpoint.at("10.0.0.7:8080"))) {
            here.awaitPresent();
            show(recipes.registry().list("mail").addresses());
        }
        assertThat(shown).containsExactly("[10.0.0.7:8080]");
    }
}
