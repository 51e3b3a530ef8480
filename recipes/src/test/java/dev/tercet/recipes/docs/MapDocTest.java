package dev.tercet.recipes.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.kv.Bytes;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.map.Codec;
import dev.tercet.recipes.map.Index;
import dev.tercet.recipes.map.MapEntry;
import dev.tercet.recipes.map.MapEvent;
import dev.tercet.recipes.map.Pair;
import dev.tercet.recipes.map.TypedMap;
import dev.tercet.testkit.junit.EtcdTest;
import dev.tercet.watch.Watch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

@EtcdTest
class MapDocTest {
    private final List<String> shown = new CopyOnWriteArrayList<>();

    private void show(String text) {
        shown.add(text);
    }

    private record User(String mail, String town) {}

    /** As much of it as this takes. */
    private static String toJson(User user) {
        return "[\"" + user.mail() + "\",\"" + user.town() + "\"]";
    }

    private static User fromJson(String json) {
        String[] parts = json.split("\"");
        return new User(parts[1], parts[3]);
    }

    @Test
    void users(EtcdClient etcd) {
        Recipes recipes = Recipes.of(etcd);
        Codec<User> json = Codec.of(user -> Bytes.of(toJson(user)), bytes -> fromJson(bytes.utf8()));
        Index<String, User> byMail = Index.unique("by-mail", Codec.text(), User::mail);
        Index<String, User> byTown = Index.of("by-town", Codec.text(), User::town);
        TypedMap<UUID, User> users = recipes.map("users", Codec.uuid(), json.compressed())
                .withIndex(byMail)
                .withIndex(byTown);
        UUID id = UUID.randomUUID();
        users.put(id, new User("ann@example.org", "Ulm"));
        List<MapEntry<UUID, User>> found = users.by(byMail).find("ann@example.org");
        users.update(id, now -> now.map(user -> new User(user.mail(), "Bonn")));
        assertThat(found).extracting(MapEntry::key).containsExactly(id);
        assertThat(users.by(byTown).find("Ulm")).isEmpty();
        assertThat(users.by(byTown).rebuild().isSound()).isTrue();

        Watch watch = users.watch(event -> {
            if (event instanceof MapEvent.Stored<UUID, User> stored) {
                show(stored.value().mail());
            }
        });
        try (watch) {
            watch.started().join();
            users.put(UUID.randomUUID(), new User("bob@example.org", "Ulm"));
            await().untilAsserted(() -> assertThat(shown).containsExactly("bob@example.org"));
        }
    }

    @Test
    void ranges(EtcdClient etcd) {
        Recipes recipes = Recipes.of(etcd);
        TypedMap<Pair<String, Instant>, String> readings =
                recipes.map("readings", Codec.pair(Codec.text(), Codec.instant()), Codec.text());
        readings.put(Pair.of("roof", Instant.now()), "21.5");
        for (MapEntry<Pair<String, Instant>, String> reading :
                readings.select(Pair.of("roof", Instant.EPOCH), Pair.of("roof", Instant.MAX))) {
            show(reading.key().second() + " " + reading.value());
        }
        assertThat(shown).singleElement().asString().endsWith(" 21.5");
    }

    @Test
    void transactions(EtcdClient etcd) {
        Recipes recipes = Recipes.of(etcd);
        TypedMap<Long, String> waiting = recipes.map("waiting", Codec.int64(), Codec.text());
        TypedMap<Long, String> running = recipes.map("running", Codec.int64(), Codec.text());
        waiting.put(7L, "sweep");
        recipes.stm().run(tx -> {
            Optional<String> job = waiting.in(tx).remove(7L);
            job.ifPresent(text -> running.in(tx).put(7L, text));
            tx.put("jobs/last-moved", "7");
            return job;
        });
        assertThat(running.get(7L)).contains("sweep");
        assertThat(waiting.count()).isZero();
    }
}
