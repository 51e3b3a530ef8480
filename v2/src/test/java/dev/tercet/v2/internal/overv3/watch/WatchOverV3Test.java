package dev.tercet.v2.internal.overv3.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tercet.EtcdClient;
import dev.tercet.connection.CallOptions;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.error.ClientClosedException;
import dev.tercet.kv.Compaction;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.v2.error.V2ErrorPayload;
import dev.tercet.v2.error.V2EventIndexClearedException;
import dev.tercet.v2.internal.backend.EventSource;
import dev.tercet.v2.internal.overv3.KeysRoom;
import dev.tercet.v2.internal.overv3.keys.KeysOverV3;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Delete;
import dev.tercet.v2.key.V2Write;
import dev.tercet.v2.watch.V2Event;
import dev.tercet.v2.watch.V2Watch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Watches against an etcd in the same process, with writes of the emulation and of others. */
class WatchOverV3Test {
    private static final InstantSource TIME = InstantSource.fixed(Instant.parse("2020-01-01T00:00:00Z"));

    private final EmbeddedEtcd server =
            EmbeddedEtcd.builder().minLeaseTtl(Duration.ofSeconds(1)).start();
    private final EtcdClient etcd = server.client();
    private final KeysRoom keys = new KeysOverV3(etcd, TIME);
    private final WatchOverV3 watches = new WatchOverV3(etcd, keys, TIME);
    private final List<EventSource> open = new ArrayList<>();

    @BeforeEach
    void begin() {
        assertThat(server.usage().isIdle()).isTrue();
    }

    @AfterEach
    void leavesNothing() {
        open.forEach(EventSource::cancel);
        await().until(() -> server.usage().isIdle());
        etcd.close();
        server.close();
    }

    private Seen watch(V2Watch watch, boolean recovers, long wanted) {
        Seen seen = new Seen();
        EventSource source = watches.watch(watch, recovers, seen);
        open.add(source);
        if (wanted > 0) {
            source.request(wanted);
        }
        return seen;
    }

    /** From now on, and standing. */
    private Seen watch(V2Watch watch) throws Exception {
        Seen seen = watch(watch, false, Long.MAX_VALUE);
        seen.started();
        return seen;
    }

    private EtcdResult write(V2Write write) {
        return keys.write(write, CallOptions.DEFAULT).join();
    }

    private EtcdResult delete(V2Delete delete) {
        return keys.delete(delete, CallOptions.DEFAULT).join();
    }

    private EtcdResult set(String key, String value) {
        return write(V2Write.value(key, value));
    }

    private static void comes(Seen seen, String... lines) {
        await().untilAsserted(() -> assertThat(seen.lines()).containsExactly(lines));
    }

    @Test
    void tellsWritesAsTheyWereMade() throws Exception {
        Seen all = watch(V2Watch.of("/").recursive());
        Seen one = watch(V2Watch.of("/a/b"));
        set("/a/b", "1");
        set("/a/b", "2");
        write(V2Write.value("/a/b", "3").ifExists());
        write(V2Write.value("/a/b", "4").ifPrevValue("3"));
        write(V2Write.value("/c", "5").ifAbsent());
        write(V2Write.directory("/d"));
        delete(V2Delete.of("/a/b").ifPrevValue("4"));
        delete(V2Delete.of("/c"));
        comes(
                all,
                "set /a/b=1",
                "set /a/b=2 was 1",
                "update /a/b=3 was 2",
                "compareAndSwap /a/b=4 was 3",
                "create /c=5",
                "set /d/",
                "compareAndDelete /a/b was 4",
                "delete /c was 5");
        comes(
                one,
                "set /a/b=1",
                "set /a/b=2 was 1",
                "update /a/b=3 was 2",
                "compareAndSwap /a/b=4 was 3",
                "compareAndDelete /a/b was 4");
    }

    @Test
    void beginsBehindTheRevisionAtWhichItStands() throws Exception {
        long before = set("/a", "1").modifiedIndex();
        Seen seen = watch(V2Watch.of("/a"));
        assertThat(seen.started()).isEqualTo(before + 1);
        EtcdResult then = set("/a", "2");
        comes(seen, "set /a=2 was 1");
        EtcdResult told = ((V2Event.Change) seen.events().get(0)).result();
        assertThat(told.node()).isEqualTo(then.node());
        assertThat(told.prevNode()).isEqualTo(then.prevNode());
        assertThat(told.newKey()).isFalse();
        assertThat(told.etcdIndex()).isEqualTo(then.modifiedIndex());
        assertThat(seen.events().get(0).nextIndex()).isEqualTo(then.modifiedIndex() + 1);
    }

    @Test
    void tellsThePastInOrder() throws Exception {
        long first = set("/q/0", "0").modifiedIndex();
        IntStream.range(1, 200)
                .forEach(i -> write(
                        i % 3 == 0 ? V2Write.value("/q/" + i, "" + i).ifAbsent() : V2Write.value("/q/" + i, "" + i)));
        Seen seen = watch(V2Watch.of("/q").recursive().fromIndex(first), false, Long.MAX_VALUE);
        assertThat(seen.started()).isEqualTo(first);
        comes(
                seen,
                IntStream.range(0, 200)
                        .mapToObj(i -> (i > 0 && i % 3 == 0 ? "create" : "set") + " /q/" + i + "=" + i)
                        .toArray(String[]::new));
    }

    @Test
    void tellsAsManyAsAreAskedFor() throws Exception {
        long first = set("/a", "0").modifiedIndex();
        IntStream.range(1, 10).forEach(i -> set("/a", "" + i));
        Seen seen = watch(V2Watch.of("/a").fromIndex(first), false, 0);
        assertThat(seen.started()).isEqualTo(first);
        EventSource source = open.get(0);
        source.request(1);
        comes(seen, "set /a=0");
        source.request(2);
        comes(seen, "set /a=0", "set /a=1 was 0", "set /a=2 was 1");
        // What would come unasked is behind what this write tells another watch.
        Seen other = watch(V2Watch.of("/b"));
        set("/b", "1");
        comes(other, "set /b=1");
        assertThat(seen.lines()).hasSize(3);
    }

    @Test
    void tellsSeveralEventsOfARevisionAsTheyAreAskedFor() throws Exception {
        Seen seen = watch(V2Watch.of("/").recursive(), false, 1);
        seen.started();
        etcd.kv().txn(Txn.all(Put.of("/a", "1"), Put.of("/b", "2"), Put.of("/c", "3")));
        comes(seen, "set /a=1");
        open.get(0).request(1);
        comes(seen, "set /a=1", "set /b=2");
        open.get(0).request(5);
        comes(seen, "set /a=1", "set /b=2", "set /c=3");
    }

    @Test
    void aDirectoryGoesAsOne() throws Exception {
        set("/d/sub/x", "1");
        set("/d/z", "2");
        Seen root = watch(V2Watch.of("/").recursive());
        Seen child = watch(V2Watch.of("/d/sub/x"));
        Seen below = watch(V2Watch.of("/d/sub").recursive());
        Seen beside = watch(V2Watch.of("/d/none"));
        EtcdResult gone = delete(V2Delete.of("/d").recursive());
        for (Seen seen : List.of(root, child, below)) {
            comes(seen, "delete /d/ was /");
            EtcdResult told = ((V2Event.Change) seen.events().get(0)).result();
            assertThat(told.node()).isEqualTo(gone.node());
            assertThat(told.prevNode()).isEqualTo(gone.prevNode());
        }
        assertThat(beside.lines()).isEmpty();
    }

    @Test
    void aDirectoryExpiresAsOne() throws Exception {
        Seen root = watch(V2Watch.of("/").recursive());
        Seen child = watch(V2Watch.of("/e/y/z"));
        write(V2Write.directory("/e").withTtl(Duration.ofSeconds(3)));
        set("/e/y/z", "1");
        comes(root, "set /e/", "set /e/y/z=1", "expire /e/ was /");
        comes(child, "set /e/y/z=1", "expire /e/ was /");
        assertThat(((V2Event.Change) child.events().get(1)).result())
                .isEqualTo(((V2Event.Change) root.events().get(2)).result());
    }

    @Test
    void aKeyExpiresByItself() throws Exception {
        Seen seen = watch(V2Watch.of("/d").recursive());
        EtcdResult made = write(V2Write.value("/d/k", "1").withTtl(Duration.ofSeconds(1)));
        comes(seen, "set /d/k=1", "expire /d/k was 1");
        EtcdResult told = ((V2Event.Change) seen.events().get(0)).result();
        assertThat(told.node()).isEqualTo(made.node());
        assertThat(told.ttl()).contains(Duration.ofSeconds(1));
        assertThat(told.expiration()).contains(TIME.instant().plusSeconds(1));
    }

    @Test
    void whatLivesAsLongAsItsDirectoryHasNoTimeOfItsOwn() throws Exception {
        write(V2Write.directory("/d").withTtl(Duration.ofSeconds(60)));
        Seen seen = watch(V2Watch.of("/d").recursive());
        set("/d/k", "1");
        write(V2Write.directory("/d/sub"));
        write(V2Write.directory("/d/own").withTtl(Duration.ofSeconds(50)));
        comes(seen, "set /d/k=1", "set /d/sub/", "set /d/own/");
        assertThat(seen.events().stream()
                        .map(event -> ((V2Event.Change) event).result().ttl().isPresent()))
                .containsExactly(false, false, true);
    }

    @Test
    void nothingAtAllLivesNoTime() throws Exception {
        Seen seen = watch(V2Watch.of("/k"));
        write(V2Write.value("/k", "1").withTtl(Duration.ZERO));
        comes(seen, "set /k=1", "expire /k was 1");
    }

    @Test
    void refreshesAreNotTold() throws Exception {
        write(V2Write.value("/k", "1").withTtl(Duration.ofSeconds(60)));
        write(V2Write.directory("/d").withTtl(Duration.ofSeconds(60)));
        set("/d/x", "1");
        Seen seen = watch(V2Watch.of("/").recursive());
        write(V2Write.refresh("/k", Duration.ofSeconds(60)));
        write(V2Write.refresh("/k", Duration.ofSeconds(90)));
        write(V2Write.refresh("/d", Duration.ofSeconds(90)));
        set("/end", "1");
        comes(seen, "set /end=1");
    }

    @Test
    void aDirectoryInThePlaceOfAKey() throws Exception {
        set("/a", "1");
        Seen seen = watch(V2Watch.of("/a"));
        EtcdResult made = write(V2Write.directory("/a"));
        comes(seen, "set /a/ was 1");
        EtcdResult told = ((V2Event.Change) seen.events().get(0)).result();
        assertThat(told.node()).isEqualTo(made.node());
        assertThat(told.prevNode()).isEqualTo(made.prevNode());
    }

    @Test
    void keysInOrderAreCreated() throws Exception {
        Seen seen = watch(V2Watch.of("/q").recursive());
        String first = write(V2Write.inOrder("/q", "1")).key();
        String second = write(V2Write.inOrder("/q", "2")).key();
        comes(seen, "create " + first + "=1", "create " + second + "=2");
    }

    @Test
    void hiddenNamesAreToldToThoseWhoNameThem() throws Exception {
        Seen root = watch(V2Watch.of("/").recursive());
        Seen hidden = watch(V2Watch.of("/_h").recursive());
        set("/_h/a", "1");
        set("/v/_w/x", "1");
        set("/end", "1");
        comes(root, "set /end=1");
        comes(hidden, "set /_h/a=1");
    }

    @Test
    void whatOthersWriteIsToldToo() throws Exception {
        Seen seen = watch(V2Watch.of("/").recursive());
        etcd.kv().put("/a/b", "1");
        etcd.kv().put("/a/b", "2");
        etcd.kv().put("no path", "x");
        etcd.kv().delete("/a/b");
        set("/d/x", "1");
        etcd.kv().delete(Delete.prefix("/d/"));
        comes(seen, "set /a/b=1", "set /a/b=2 was 1", "delete /a/b was 2", "set /d/x=1", "delete /d/ was /");
    }

    @Test
    void whatOthersRemoveFromAboveIsOneToo() throws Exception {
        set("/d/e/x", "1");
        Seen child = watch(V2Watch.of("/d/e/x"));
        etcd.kv().delete(Delete.prefix("/d/"));
        comes(child, "delete /d/ was /");
    }

    @Test
    void historyThatIsGoneEndsItAsInV2() throws Exception {
        long first = set("/a", "1").modifiedIndex();
        long last = set("/a", "2").modifiedIndex();
        etcd.kv().compact(Compaction.at(last));
        Seen seen = watch(V2Watch.of("/a").fromIndex(first), false, 1);
        assertThat(seen.ended())
                .isInstanceOfSatisfying(
                        V2EventIndexClearedException.class,
                        cleared -> assertThat(cleared.payload())
                                .isEqualTo(new V2ErrorPayload(
                                        401,
                                        "The event in requested index is outdated and cleared",
                                        "the requested history has been cleared [" + last + "/" + first + "]",
                                        last,
                                        400)))
                .hasMessageContaining("watch \"/a\" from index " + first);
        assertThat(seen.events()).isEmpty();
    }

    @Test
    void orIsReadAndGoneOnFrom() throws Exception {
        long first = set("/a/x", "1").modifiedIndex();
        long last = set("/a/x", "2").modifiedIndex();
        etcd.kv().compact(Compaction.at(last));
        Seen seen = watch(V2Watch.of("/a").recursive().fromIndex(first), true, Long.MAX_VALUE);
        comes(seen, "reread /a");
        assertThat(seen.started()).isEqualTo(first);
        V2Event.Reread reread = (V2Event.Reread) seen.events().get(0);
        assertThat(reread.from()).isEqualTo(first);
        assertThat(reread.to()).isEqualTo(last);
        assertThat(reread.state().orElseThrow().leaves().get(0).value()).contains("2");
        set("/a/x", "3");
        comes(seen, "reread /a", "set /a/x=3 was 2");
        Seen nothing = watch(V2Watch.of("/none").fromIndex(first), true, Long.MAX_VALUE);
        comes(nothing, "reread nothing");
        assertThat(((V2Event.Reread) nothing.events().get(0)).to()).isGreaterThan(last);
    }

    @Test
    void isNotReadBeforeAnythingIsWanted() throws Exception {
        long first = set("/a", "1").modifiedIndex();
        etcd.kv().compact(Compaction.at(set("/a", "2").modifiedIndex()));
        Seen seen = watch(V2Watch.of("/a").fromIndex(first), true, 0);
        assertThat(seen.started()).isEqualTo(first);
        set("/a", "3");
        open.get(0).request(1);
        await().until(() -> !seen.events().isEmpty());
        assertThat(((V2Event.Reread) seen.events().get(0)).state().orElseThrow().value())
                .contains("3");
    }

    @Test
    void cancelledItIsSilentAndGone() throws Exception {
        Seen seen = watch(V2Watch.of("/a"));
        Seen other = watch(V2Watch.of("/a"));
        open.get(0).cancel();
        open.get(0).cancel();
        set("/a", "1");
        comes(other, "set /a=1");
        assertThat(seen.events()).isEmpty();
        assertThat(seen.hasEnded()).isFalse();
        await().until(() -> server.usage().watches() == 1);
    }

    @Test
    void theClientsEndIsTheirsWhoWantNothing() throws Exception {
        EtcdClient another = server.client();
        Seen seen = new Seen();
        WatchOverV3 theirs = new WatchOverV3(another, new KeysOverV3(another, TIME), TIME);
        EventSource source = theirs.watch(V2Watch.of("/a"), true, seen);
        seen.started();
        source.request(1);
        set("/a", "1");
        comes(seen, "set /a=1");
        another.close();
        assertThat(seen.ended()).isInstanceOf(ClientClosedException.class);
        Seen late = new Seen();
        theirs.watch(V2Watch.of("/a"), true, late);
        assertThat(late.ended()).isInstanceOf(ClientClosedException.class);
    }
}
