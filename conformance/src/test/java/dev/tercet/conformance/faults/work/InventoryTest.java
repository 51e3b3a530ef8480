package dev.tercet.conformance.faults.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.conformance.faults.history.RevisionLog;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchSignal.Change;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What etcdctl says is read as it means it, and is not passed over where it says something else than the log. */
class InventoryTest {
    private static final String HEADER =
            "{\"header\":{\"cluster_id\":14841639068965178418,\"member_id\":1,\"revision\":7,\"raft_term\":2}";

    /** The keys j = x, on a lease, and k without a value. */
    private static final String TWO = HEADER + ",\"kvs\":["
            + "{\"key\":\"ag==\",\"create_revision\":3,\"mod_revision\":5,\"version\":2,\"value\":\"eA==\",\"lease\":255},"
            + "{\"key\":\"aw==\",\"create_revision\":7,\"mod_revision\":7,\"version\":1}],\"count\":2}\n";

    private static final KeyValue J = kv("j", "x", 3, 5, 2, 255);
    private static final KeyValue K = kv("k", "", 7, 7, 1, 0);

    private static KeyValue kv(String key, String value, long create, long mod, long version, long lease) {
        return new KeyValue(Bytes.of(key), Bytes.of(value), create, mod, version, lease);
    }

    private static Change put(KeyValue kv) {
        return change(WatchEvent.Type.PUT, kv);
    }

    private static Change change(WatchEvent.Type type, KeyValue kv) {
        return new Change(kv.modRevision(), List.of(new WatchEvent(type, kv, null)), KeyRange.ALL);
    }

    private static RevisionLog log(Change... changes) {
        return new RevisionLog(0, List.of(), List.of(changes), 7);
    }

    private static List<String> differences(Change... changes) {
        return Inventory.read(TWO).orElseThrow().differences(log(changes));
    }

    @Test
    void whatEtcdctlSaysIsRead() {
        Inventory two = Inventory.read(TWO).orElseThrow();
        assertThat(two.revision()).isEqualTo(7);
        assertThat(two.entries())
                .containsOnlyKeys("j", "k")
                .containsEntry("j", J)
                .containsEntry("k", K);
        assertThat(Inventory.read(HEADER + "}").orElseThrow().entries()).isEmpty();
    }

    @Test
    void whatIsNotUnderstoodIsNotAnEmptyStore() {
        assertThat(Inventory.read("")).isEmpty();
        assertThat(Inventory.read(HEADER + ",\"count\":2}")).isEmpty();
        assertThat(Inventory.read(TWO.replace("kvs", "keys"))).isEmpty();
    }

    @Test
    void theLogComesToTheSame() {
        assertThat(differences(
                        put(kv("j", "w", 3, 3, 1, 0)),
                        put(kv("k", "old", 4, 4, 1, 0)),
                        put(J),
                        change(WatchEvent.Type.DELETE, kv("k", "", 0, 6, 0, 0)),
                        put(K)))
                .isEmpty();
    }

    @Test
    void whateverDiffersIsFound() {
        assertThat(differences(put(J))).singleElement().asString().startsWith("k: '' of revision 7");
        assertThat(differences(put(J), put(K), put(kv("l", "v", 6, 6, 1, 0))))
                .singleElement()
                .asString()
                .startsWith("l: nothing and 'v' of revision 6");
        for (KeyValue other : List.of(
                kv("j", "y", 3, 5, 2, 255),
                kv("j", "x", 2, 5, 2, 255),
                kv("j", "x", 3, 4, 2, 255),
                kv("j", "x", 3, 5, 3, 255),
                kv("j", "x", 3, 5, 2, 0))) {
            assertThat(differences(put(other), put(K))).as(other.toString()).hasSize(1);
        }
    }

    @Test
    void whoSaysNothingIsAskedAgainForAWhile() {
        List<Optional<String>> answers = List.of(Optional.empty(), Optional.of("x"), Optional.of(TWO));
        int[] asked = {0};
        assertThat(Inventory.taken(() -> answers.get(asked[0]++), Duration.ofMinutes(1)))
                .isPresent();
        assertThat(asked[0]).isEqualTo(3);
        assertThat(Inventory.taken(Optional::empty, Duration.ZERO)).isEmpty();
    }
}
