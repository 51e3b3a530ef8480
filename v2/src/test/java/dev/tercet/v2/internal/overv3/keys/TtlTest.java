package dev.tercet.v2.internal.overv3.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tercet.kv.Put;
import dev.tercet.v2.error.V2CompareFailedException;
import dev.tercet.v2.error.V2KeyNotFoundException;
import dev.tercet.v2.internal.overv3.Act;
import dev.tercet.v2.internal.overv3.Layout;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Action;
import dev.tercet.v2.key.V2Delete;
import dev.tercet.v2.key.V2Node;
import dev.tercet.v2.key.V2Read;
import dev.tercet.v2.key.V2Write;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Times to live of keys and of directories. */
class TtlTest {
    private final OnEmbedded store = new OnEmbedded();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aKeyExpiresAndSaysWhatIsLeft() {
        EtcdResult written = store.write(V2Write.value("/a", "x").withTtl(Duration.ofMillis(9_500)));
        assertThat(written.ttl()).contains(seconds(10));
        assertThat(written.expiration()).contains(OnEmbedded.NOW.plusSeconds(10));
        assertThat(store.read(V2Read.of("/a")).ttl()).contains(seconds(10));
        store.clock.advance(Duration.ofMillis(3_500));
        assertThat(store.read(V2Read.of("/a")).ttl()).contains(seconds(7));
        assertThat(store.read(V2Read.of("/")).children().get(0).ttl()).contains(seconds(7));
        store.pass(7);
        assertThatThrownBy(() -> store.read(V2Read.of("/a"))).isInstanceOf(V2KeyNotFoundException.class);
    }

    @Test
    void whatServersMakeOfAShortTimeIsTold() {
        assertThat(store.write(V2Write.value("/a", "x").withTtl(seconds(1))).ttl())
                .contains(seconds(2));
    }

    @Test
    void theLatestWriteDecides() {
        store.write(V2Write.value("/a", "x").withTtl(seconds(10)));
        EtcdResult kept = store.write(V2Write.value("/a", "y"));
        assertThat(kept.ttl()).isEmpty();
        assertThat(kept.prevNode().flatMap(V2Node::ttl)).contains(seconds(10));
        store.write(V2Write.value("/b", "x").withTtl(seconds(10)));
        store.write(V2Write.value("/b", "y").ifExists().withoutTtl());
        store.write(V2Write.value("/c", "x").withTtl(seconds(10)));
        store.write(V2Write.value("/c", "y").withTtl(seconds(30)));
        store.clock.advance(Duration.ofMillis(20_500));
        assertThat(store.tree("/")).containsExactly("/a", "/b", "/c");
        assertThat(store.read(V2Read.of("/c")).ttl()).contains(seconds(10));
        store.pass(10);
        assertThat(store.tree("/")).containsExactly("/a", "/b");
    }

    @Test
    void leasesThatHaveNothingLeftToDoAreGivenUp() {
        store.write(V2Write.value("/a", "x").withTtl(seconds(1000)));
        store.write(V2Write.value("/a", "y").withTtl(seconds(1000)));
        store.write(V2Write.value("/b", "x").withTtl(seconds(1000)));
        store.delete(V2Delete.of("/b"));
        assertThatThrownBy(() ->
                        store.write(V2Write.value("/a", "z").ifPrevValue("x").withTtl(seconds(1000))))
                .isInstanceOf(V2CompareFailedException.class);
        Awaitility.await()
                .untilAsserted(() -> assertThat(store.etcd.leases().list()).hasSize(1));
        assertThat(store.read(V2Read.of("/a")).value()).contains("y");
    }

    @Test
    void leasesOfOthersAreLeftAlone() {
        long lease = store.etcd.leases().grant(seconds(100)).id();
        store.etcd.kv().put(Put.of("/a", "x").withLease(lease));
        store.etcd.kv().put(Put.of("/b", "x").withLease(lease));
        assertThat(store.read(V2Read.of("/a")).ttl()).contains(seconds(100));
        store.delete(V2Delete.of("/a"));
        store.write(V2Write.value("/b", "y").withTtl(seconds(7)));
        assertThat(store.etcd.leases().list()).contains(lease);
    }

    @Test
    void aRefreshWithTheSameTimeChangesNothingInTheStore() {
        EtcdResult written = store.write(V2Write.value("/a", "x").withTtl(seconds(10)));
        store.pass(6);
        EtcdResult refreshed = store.write(V2Write.refresh("/a", seconds(10)));
        assertThat(refreshed.action()).isEqualTo(V2Action.UPDATE);
        assertThat(refreshed.value()).contains("x");
        assertThat(refreshed.ttl()).contains(seconds(10));
        assertThat(refreshed.prevNode().flatMap(V2Node::ttl)).contains(seconds(5));
        assertThat(refreshed.modifiedIndex()).isEqualTo(written.modifiedIndex());
        assertThat(refreshed.etcdIndex()).isEqualTo(written.etcdIndex());
        store.pass(6);
        assertThat(store.read(V2Read.of("/a")).ttl()).contains(seconds(5));
    }

    @Test
    void aRefreshWithAnotherTimeIsSilent() {
        EtcdResult written = store.write(V2Write.value("/a", "x").withTtl(seconds(10)));
        EtcdResult refreshed = store.write(V2Write.refresh("/a", seconds(20)).ifPrevIndex(written.modifiedIndex()));
        assertThat(refreshed.action()).isEqualTo(V2Action.COMPARE_AND_SWAP);
        assertThat(refreshed.modifiedIndex()).isGreaterThan(written.modifiedIndex());
        assertThat(refreshed.createdIndex()).isEqualTo(written.createdIndex());
        assertThat(act()).isEqualTo(new Act(V2Action.COMPARE_AND_SWAP, "/a", false, true));
        store.pass(15);
        assertThat(store.read(V2Read.of("/a")).value()).contains("x");
    }

    @Test
    void aRefreshGivesATimeToWhatHasNone() {
        store.write(V2Write.value("/a", "x"));
        assertThat(store.write(V2Write.refresh("/a", seconds(20))).ttl()).contains(seconds(20));
        assertThatThrownBy(() -> store.write(V2Write.refresh("/b", seconds(20))))
                .isInstanceOf(V2KeyNotFoundException.class);
        store.pass(20);
        assertThat(store.tree("/")).isEmpty();
    }

    @Test
    void noTimeAtAllIsWrittenAndGone() {
        EtcdResult written = store.write(V2Write.value("/a/b", "x").withTtl(Duration.ZERO));
        assertThat(written.action()).isEqualTo(V2Action.SET);
        assertThat(written.newKey()).isTrue();
        assertThat(written.ttl()).contains(Duration.ZERO);
        assertThat(written.expiration()).contains(OnEmbedded.NOW);
        assertThat(store.tree("/")).containsExactly("/a/");
        assertThat(act()).isEqualTo(new Act(V2Action.EXPIRE, "/a/b", false, false));
    }

    @Test
    void noTimeAtAllEndsADirectoryWithAllInIt() {
        store.write(V2Write.value("/a/b/c", "x"));
        store.write(V2Write.value("/a/b/d", "x").withTtl(seconds(100)));
        store.write(V2Write.inOrder("/a/b", "x"));
        EtcdResult ended = store.write(V2Write.directory("/a").ifExists().withTtl(Duration.ZERO));
        assertThat(ended.action()).isEqualTo(V2Action.UPDATE);
        assertThat(store.stored()).containsExactly(Layout.ACT);
        assertThat(act()).isEqualTo(new Act(V2Action.EXPIRE, "/a", true, false));
    }

    @Test
    void aDirectoryExpiresInOneWithAllInIt() {
        store.write(V2Write.directory("/a").withTtl(seconds(10)));
        store.write(V2Write.value("/a/b/c", "x"));
        store.write(V2Write.value("/a/d", "x").withTtl(seconds(100)));
        store.write(V2Write.value("/a/e", "x").withTtl(seconds(5)));
        store.write(V2Write.inOrder("/a/q", "x"));
        EtcdResult listed = store.read(V2Read.of("/a").recursive().sorted());
        assertThat(listed.ttl()).contains(seconds(10));
        assertThat(listed.children()).extracting(V2Node::key).containsExactly("/a/b", "/a/d", "/a/e", "/a/q");
        // What would outlive its directory lives as long as that does, and so has no time of its own.
        assertThat(listed.children().stream().map(V2Node::ttl).flatMap(ttl -> ttl.stream()))
                .containsExactly(seconds(5));
        store.pass(5);
        assertThat(store.tree("/a")).doesNotContain("/a/e").contains("/a/b/c");
        long before = store.read(V2Read.of("/")).etcdIndex();
        store.pass(5);
        assertThat(store.stored()).containsExactly(Layout.ACT);
        assertThat(store.read(V2Read.of("/")).etcdIndex()).isEqualTo(before + 1);
    }

    @Test
    void whatIsReplacedInADirectoryThatExpiresStillGoesWithIt() {
        store.write(V2Write.directory("/a").withTtl(seconds(10)));
        store.write(V2Write.value("/a/b", "x").withTtl(seconds(5)));
        store.write(V2Write.value("/a/b", "y"));
        store.write(V2Write.directory("/a/c/d").withTtl(seconds(3)));
        store.pass(5);
        assertThat(store.tree("/a")).containsExactly("/a/b", "/a/c/");
        store.pass(5);
        assertThat(store.tree("/")).isEmpty();
    }

    @Test
    void anotherTimeForADirectoryIsOneForAllInIt() {
        store.write(V2Write.directory("/a").withTtl(seconds(10)));
        store.write(V2Write.value("/a/b/c", "x"));
        store.write(V2Write.value("/a/d", "x").withTtl(seconds(5)));
        EtcdResult updated = store.write(V2Write.directory("/a").ifExists().withTtl(seconds(20)));
        assertThat(updated.action()).isEqualTo(V2Action.UPDATE);
        assertThat(updated.dir()).isTrue();
        assertThat(updated.ttl()).contains(seconds(20));
        assertThat(updated.prevNode().flatMap(V2Node::ttl)).contains(seconds(10));
        assertThat(act()).isEqualTo(new Act(V2Action.UPDATE, "/a", true, false));
        store.pass(15);
        assertThat(store.tree("/a")).containsExactly("/a/b/", "/a/b/c");
        store.write(V2Write.directory("/a").ifExists());
        assertThat(store.read(V2Read.of("/a")).ttl()).isEmpty();
        store.pass(100);
        assertThat(store.tree("/a")).containsExactly("/a/b/", "/a/b/c");
    }

    @Test
    void aShorterTimeForADirectoryTakesAlongWhatWouldLiveLonger() {
        store.write(V2Write.directory("/a"));
        store.write(V2Write.value("/a/b", "x").withTtl(seconds(100)));
        store.write(V2Write.value("/a/c", "x").withTtl(seconds(5)));
        store.write(V2Write.directory("/a").ifExists().withTtl(seconds(10)));
        store.pass(6);
        assertThat(store.tree("/a")).containsExactly("/a/b");
        store.pass(5);
        assertThat(store.tree("/")).isEmpty();
    }

    @Test
    void aDirectoryIsRefreshedByItsLeaseAlone() {
        EtcdResult made = store.write(V2Write.directory("/a").withTtl(seconds(10)));
        store.write(V2Write.value("/a/b", "x"));
        store.pass(6);
        EtcdResult refreshed = store.write(V2Write.refresh("/a", seconds(10)));
        assertThat(refreshed.dir()).isTrue();
        assertThat(refreshed.modifiedIndex()).isEqualTo(made.modifiedIndex());
        store.pass(6);
        assertThat(store.tree("/a")).containsExactly("/a/b");
        store.write(V2Write.refresh("/a", seconds(50)));
        assertThat(act()).isEqualTo(new Act(V2Action.UPDATE, "/a", true, true));
        store.pass(40);
        assertThat(store.tree("/a")).containsExactly("/a/b");
    }

    @Test
    void aDirectoryOfForeignKeysCanHaveATime() {
        store.etcd.kv().put("/f/a", "x");
        store.etcd.kv().put("/f/b/c", "x");
        assertThat(store.write(V2Write.directory("/f").ifExists().withTtl(seconds(10)))
                        .dir())
                .isTrue();
        store.etcd.kv().put("/f/late", "x");
        store.pass(10);
        assertThat(store.tree("/")).containsExactly("/f/", "/f/late");
    }

    private Act act() {
        return Act.of(store.etcd.kv().get(Layout.ACT).orElseThrow().value()).orElseThrow();
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
