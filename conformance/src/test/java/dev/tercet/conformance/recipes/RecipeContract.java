package dev.tercet.conformance.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyValue;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.session.Session;
import dev.tercet.testkit.contract.Contract;
import dev.tercet.testkit.contract.ViewKind;
import java.time.Duration;

/**
 * What every suite of a recipe has at hand. Suites are written in blocking calls on what {@link #form} gives; over the asynchronous
 * view each of them goes to the sibling that returns a future.
 */
interface RecipeContract extends Contract {
    /** Recipes on the client that tests share. What they give goes through {@link #form}. */
    default Recipes recipes() {
        return recipes(etcd().client());
    }

    /** Recipes on a client of one's own. */
    default Recipes recipes(EtcdClient client) {
        return Recipes.of(client);
    }

    /**
     * A recipe in the form that the target is about.
     *
     * @param type its interface
     */
    default <T> T form(Class<T> type, T recipe) {
        return target().view() == ViewKind.BLOCKING ? recipe : Joined.of(type, recipe);
    }

    /** A session on the client that tests share; it has to be closed. */
    default Session openSession() {
        return openSession(Duration.ofSeconds(30));
    }

    /** A session on the client that tests share; it has to be closed. */
    default Session openSession(Duration ttl) {
        return openSession(etcd().client(), ttl);
    }

    /** A session on a client of one's own; it has to be closed. */
    default Session openSession(EtcdClient client, Duration ttl) {
        Recipes recipes = recipes(client);
        Session session = target().view() == ViewKind.BLOCKING
                ? recipes.openSession(ttl)
                : Joined.join("openSession", recipes.openSessionAsync(ttl));
        return form(Session.class, session);
    }

    /** Takes over a session; it has to be closed. */
    default Session resumeSession(EtcdClient client, long lease) {
        Recipes recipes = recipes(client);
        Session session = target().view() == ViewKind.BLOCKING
                ? recipes.resumeSession(lease)
                : Joined.join("resumeSession", recipes.resumeSessionAsync(lease));
        return form(Session.class, session);
    }

    /** Whether keys with this prefix go away by themselves: what a recipe cleans up behind a caller who has gone. */
    default void nothingStays(String prefix) {
        await("no keys under " + prefix)
                .atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(10))
                .untilAsserted(() -> assertThat(etcd().client().kv().get(Get.prefix(prefix)))
                        .extracting(KeyValue::keyText)
                        .isEmpty());
    }
}
