package dev.tercet.embedded.internal.mvcc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.proto.mvccpb.Event.EventType;
import dev.tercet.proto.mvccpb.KeyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoreTest {
    private final Apply apply = new Apply();
    private final Store store = new Store(apply);

    @Test
    void isNew() {
        assertThat(store.revision()).isEqualTo(1);
        assertThat(store.compactRevision()).isEqualTo(-1);
        assertThat(store.range(KeyInterval.ALL, 0, 0)).isEqualTo(new Slice(List.of(), 0));
        assertThat(store.history(1, 10, (revision, changes) -> {})).isEqualTo(2);
    }

    @Test
    void versionsAndGenerations() {
        put("k", "1");
        put("k", "2");
        delete("k");
        put("k", "3");
        assertThat(told(at(key("k"), 2))).isEqualTo("k=1 created 2 modified 2 version 1");
        assertThat(told(at(key("k"), 3))).isEqualTo("k=2 created 2 modified 3 version 2");
        assertThat(at(key("k"), 4)).isNull();
        assertThat(told(at(key("k"), 5))).isEqualTo("k=3 created 5 modified 5 version 1");
        assertThat(at(key("k"), 1)).isNull();
    }

    @Test
    void aWriteOfNothingIsNoRevision() {
        List<Long> heard = new ArrayList<>();
        store.onCommit((revision, changes) -> heard.add(revision));
        write(writing -> {});
        delete("nobody");
        put("k", "1");
        assertThat(heard).containsExactly(2L);
        assertThat(store.revision()).isEqualTo(2);
    }

    @Test
    void listenersHearOfAllChangesOfARevision() {
        put("a", "1");
        List<Change> heard = new ArrayList<>();
        store.onCommit((revision, changes) -> heard.addAll(changes));
        write(writing -> {
            writing.put(key("b"), ByteString.EMPTY, 7);
            writing.delete(KeyInterval.ALL);
        });
        assertThat(heard).extracting(Change::type).containsExactly(EventType.PUT, EventType.DELETE, EventType.DELETE);
        assertThat(heard.get(1).kv())
                .isEqualTo(
                        KeyValue.newBuilder().setKey(key("a")).setModRevision(3).build());
        // What was there before, even if it is of the same revision: leases are detached by it.
        assertThat(heard.get(2).previous()).isSameAs(heard.get(0).kv());
    }

    @Test
    void compactionKeepsWhatCanBeSeenFromThere() {
        put("live", "1"); // 2
        put("live", "2"); // 3
        put("dead", "1"); // 4
        delete("dead"); // 5
        put("dying", "1"); // 6
        delete("dying"); // 7
        put("live", "3"); // 8
        compact(7);
        assertThat(told(at(key("live"), 7))).startsWith("live=2");
        assertThat(told(at(key("live"), 8))).startsWith("live=3");
        assertThat(at(key("dying"), 7)).isNull();
        // The tombstone at the compacted revision itself is still an event, but what it deleted is not known any more.
        assertThat(history(7)).containsExactly("7 DELETE dying after nothing", "8 PUT live after live=2");
        compact(8);
        assertThat(history(8)).containsExactly("8 PUT live after nothing");
        assertThat(store.range(KeyInterval.ALL, 0, 0).kvs()).hasSize(1);
    }

    @Test
    void whatIsGoneTakesNoRoom() {
        long empty = store.sizeInUse();
        for (int i = 0; i < 10_000; i++) {
            put("k" + i, "v");
        }
        long full = store.sizeInBytes();
        assertThat(store.sizeInUse()).isEqualTo(full).isGreaterThan(empty + 10_000);
        write(writing -> writing.delete(KeyInterval.ALL));
        put("k", "v");
        compact(store.revision());
        assertThat(store.sizeInUse()).isEqualTo(empty + 4096);
        assertThat(store.sizeInBytes()).isGreaterThanOrEqualTo(full);
        apply.step(store::defragment);
        assertThat(store.sizeInBytes()).isEqualTo(empty + 4096);
    }

    @Test
    void historyInPieces() {
        for (int i = 0; i < 10; i++) {
            put("k", "v" + i);
        }
        List<Long> heard = new ArrayList<>();
        long next = store.history(3, 4, (revision, changes) -> heard.add(revision));
        assertThat(heard).containsExactly(3L, 4L, 5L, 6L);
        assertThat(next).isEqualTo(7);
        assertThat(store.history(7, 5, (revision, changes) -> heard.add(revision)))
                .isEqualTo(12);
        assertThat(store.history(20, 5, (revision, changes) -> heard.add(revision)))
                .isEqualTo(20);
        assertThat(heard).hasSize(9);
    }

    @Test
    void aChecksumOfTheSameHistoryIsTheSame() {
        Store twin = new Store(apply);
        Store other = new Store(apply);
        for (Store each : List.of(store, twin, other)) {
            for (int i = 0; i < 50; i++) {
                String value = each == other && i == 20 ? "another" : "v";
                String name = "k" + i % 7;
                apply.step(() -> each.write(w -> w.put(key(name), key(value), 0)) == null);
                apply.step(() -> each.write(w -> w.delete(KeyInterval.of(key("k3")))));
            }
        }
        assertThat(store.hash(15)).isEqualTo(twin.hash(15)).isEqualTo(other.hash(15));
        assertThat(store.hash(store.revision()))
                .isEqualTo(twin.hash(store.revision()))
                .isNotEqualTo(other.hash(store.revision()));
        compact(30);
        assertThat(store.hash(store.revision()).value())
                .isNotEqualTo(twin.hash(store.revision()).value());
        apply.step(() -> twin.compact(30));
        assertThat(store.hash(store.revision())).isEqualTo(twin.hash(store.revision()));
    }

    @Test
    void writesAreStepsAndDoNotNest() {
        assertThatThrownBy(() -> store.write(writing -> "")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> write(writing -> store.write(within -> "")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a write within a write");
        put("k", "1");
        assertThat(store.revision()).isEqualTo(2);
    }

    @Test
    void bytesAreUnsigned() {
        ByteString high = ByteString.copyFrom(new byte[] {(byte) 0xff});
        ByteString low = ByteString.copyFrom(new byte[] {0x7f});
        write(writing -> {
            writing.put(high, ByteString.EMPTY, 0);
            writing.put(low, ByteString.EMPTY, 0);
        });
        assertThat(store.range(new KeyInterval(low, high), 0, 0).kvs())
                .extracting(KeyValue::getKey)
                .containsExactly(low);
        assertThat(store.count(new KeyInterval(high, KeyInterval.ALL.end()), 0)).isEqualTo(1);
    }

    private void put(String key, String value) {
        write(writing -> writing.put(key(key), key(value), 0));
    }

    private void delete(String key) {
        write(writing -> writing.delete(KeyInterval.of(key(key))));
    }

    private void compact(long revision) {
        apply.step(() -> store.compact(revision));
    }

    private void write(Consumer<Writing> writes) {
        apply.step(() -> store.write(writing -> {
            writes.accept(writing);
            return true;
        }));
    }

    private List<String> history(long from) {
        List<String> told = new ArrayList<>();
        store.history(
                from,
                100,
                (revision, changes) -> changes.forEach(change -> told.add("%d %s %s after %s"
                        .formatted(
                                revision,
                                change.type(),
                                change.kv().getKey().toStringUtf8(),
                                change.previous() == null
                                        ? "nothing"
                                        : told(change.previous()).split(" ")[0]))));
        return told;
    }

    private @Nullable KeyValue at(ByteString key, long revision) {
        return store.range(KeyInterval.of(key), revision, 0).kvs().stream()
                .findFirst()
                .orElse(null);
    }

    private static String told(@Nullable KeyValue kv) {
        if (kv == null) {
            return "none";
        }
        return "%s=%s created %d modified %d version %d"
                .formatted(
                        kv.getKey().toStringUtf8(),
                        kv.getValue().toStringUtf8(),
                        kv.getCreateRevision(),
                        kv.getModRevision(),
                        kv.getVersion());
    }

    private static ByteString key(String name) {
        return ByteString.copyFromUtf8(name);
    }
}
