package dev.tercet.v2.internal.overv3.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.embedded.fault.Fault;
import dev.tercet.error.NoSpaceException;
import dev.tercet.error.Outcome;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.spi.StatusCode;
import dev.tercet.v2.error.V2KeyNotFoundException;
import dev.tercet.v2.error.V2NotDirectoryException;
import dev.tercet.v2.internal.overv3.Layout;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Action;
import dev.tercet.v2.key.V2Delete;
import dev.tercet.v2.key.V2Node;
import dev.tercet.v2.key.V2Read;
import dev.tercet.v2.key.V2Write;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Directories with more in them, and paths with more parts, than one transaction can see to. */
class LargeTest {
    private static final int KEYS = 2500;

    private final OnEmbedded store = new OnEmbedded();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void allOfItIsListedInOrder() {
        fill("/big/");
        EtcdResult listed = store.read(V2Read.of("/big").sorted());
        assertThat(listed.children())
                .hasSize(KEYS)
                .isSortedAccordingTo((a, b) -> a.key().compareTo(b.key()));
        assertThat(store.read(V2Read.of("/").recursive()).leaves()).hasSize(KEYS);
    }

    @Test
    void whatIsBelowDirectoriesBelowIsPassedOver() {
        fill("/big/a/");
        fill("/big/b/c/");
        store.write(V2Write.value("/big/d", "x"));
        EtcdResult listed = store.read(V2Read.of("/big"));
        assertThat(listed.children()).extracting(V2Node::key).containsExactly("/big/a", "/big/b", "/big/d");
        assertThat(listed.children()).extracting(V2Node::dir).containsExactly(true, true, false);
    }

    @Test
    void allOfItIsDeletedInOneRevision() {
        fill("/big/");
        long before = store.read(V2Read.of("/")).etcdIndex();
        EtcdResult deleted = store.delete(V2Delete.of("/big").recursive());
        assertThat(deleted.modifiedIndex()).isEqualTo(before + 1);
        assertThat(deleted.prevNode().map(V2Node::dir)).contains(true);
        assertThat(store.stored()).containsExactly(Layout.ACT);
    }

    @Test
    void allOfItGetsAnotherTime() {
        store.write(V2Write.directory("/big").withTtl(Duration.ofSeconds(10)));
        for (int i = 0; i < 250; i++) {
            store.write(V2Write.value("/big/" + i, "v" + i));
        }
        EtcdResult updated = store.write(V2Write.directory("/big").ifExists().withTtl(Duration.ofSeconds(30)));
        assertThat(updated.ttl()).contains(Duration.ofSeconds(30));
        store.pass(20);
        EtcdResult listed = store.read(V2Read.of("/big"));
        assertThat(listed.children())
                .hasSize(250)
                .allSatisfy(node -> assertThat(node.value()).contains("v" + node.name()))
                .allSatisfy(node -> assertThat(node.ttl()).isEmpty());
        store.pass(10);
        assertThat(store.stored()).containsExactly(Layout.ACT);
    }

    @Test
    void whatHasMovedStaysWhenTheRestFails() {
        fill("/big/");
        V2Write update = V2Write.directory("/big").ifExists().withTtl(Duration.ofSeconds(30));
        // What reads is before it, and the first parts.
        store.server
                .faults()
                .add(Fault.error(StatusCode.RESOURCE_EXHAUSTED, "etcdserver: mvcc: database space exceeded")
                        .on("Txn")
                        .after(5)
                        .times(1));
        assertThatThrownBy(() -> store.write(update))
                .isInstanceOfSatisfying(
                        NoSpaceException.class,
                        failure -> assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN))
                .hasMessageContaining("parts of it may have been done");
        assertThat(store.etcd.leases().list()).hasSize(1);
        assertThat(store.read(V2Read.of("/big")).children()).hasSize(KEYS);
        assertThat(store.write(update).ttl()).contains(Duration.ofSeconds(30));
        store.pass(30);
        assertThat(store.tree("/")).isEmpty();
    }

    @Test
    void manyTimesAreLookedUpAFewAtATime() {
        for (int i = 0; i < 100; i++) {
            store.write(V2Write.value("/a/" + i, "x").withTtl(Duration.ofSeconds(100 + i)));
        }
        assertThat(store.read(V2Read.of("/a")).children())
                .hasSize(100)
                .allSatisfy(node ->
                        assertThat(node.ttl()).contains(Duration.ofSeconds(100 + Integer.parseInt(node.name()))));
    }

    @Test
    void aPathMayBeAsDeepAsAnyoneLikes() {
        String deep = "/d".repeat(300);
        EtcdResult made = store.write(V2Write.value(deep + "/key", "x"));
        assertThat(made.newKey()).isTrue();
        assertThat(store.read(V2Read.of(deep)).createdIndex()).isEqualTo(made.modifiedIndex());
        assertThat(store.read(V2Read.of(deep + "/key")).value()).contains("x");
        assertThat(store.read(V2Read.of("/").recursive()).subtree()).hasSize(302);
        assertThatThrownBy(() -> store.read(V2Read.of(deep + "/no/such")))
                .isInstanceOfSatisfying(
                        V2KeyNotFoundException.class,
                        failure -> assertThat(failure.payload().cause()).isEqualTo(deep + "/no"));
        assertThatThrownBy(() -> store.write(V2Write.value(deep + "/key/below", "x")))
                .isInstanceOf(V2NotDirectoryException.class);
        assertThat(store.write(V2Write.inOrder(deep + "/e".repeat(200), "x")).action())
                .isEqualTo(V2Action.CREATE);
        store.delete(V2Delete.of("/d").recursive());
        assertThat(store.stored()).containsExactly(Layout.ACT);
    }

    private void fill(String prefix) {
        for (int from = 0; from < KEYS; from += 100) {
            List<Put> puts = IntStream.range(from, from + 100)
                    .mapToObj(i -> Put.of(prefix + String.format("%05d", i), "x"))
                    .toList();
            store.etcd.kv().txn(Txn.all().then(puts));
        }
    }
}
