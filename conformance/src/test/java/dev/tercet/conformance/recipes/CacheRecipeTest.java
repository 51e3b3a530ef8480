package dev.tercet.conformance.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tercet.auth.Permission;
import dev.tercet.connection.Credentials;
import dev.tercet.error.ClientClosedException;
import dev.tercet.error.CompactedException;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.error.PermissionDeniedException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compaction;
import dev.tercet.kv.Delete;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.recipes.cache.Cache;
import dev.tercet.recipes.cache.CacheRequest;
import dev.tercet.recipes.cache.CacheSnapshot;
import dev.tercet.recipes.cache.CacheState;
import dev.tercet.recipes.cache.CacheUpdate;
import dev.tercet.recipes.cache.CacheUpdate.Kind;
import dev.tercet.recipes.error.CacheFullException;
import dev.tercet.testkit.contract.Capability;
import dev.tercet.testkit.contract.ContractServer;
import dev.tercet.testkit.contract.ContractTarget;
import dev.tercet.testkit.contract.Subject;
import dev.tercet.testkit.proxy.FaultProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass(name = "{0}")
@MethodSource("dev.tercet.conformance.Targets#recipes")
record CacheRecipeTest(ContractTarget target) implements RecipeContract {
    private static final Duration SOON = Duration.ofSeconds(20);

    private Cache open(String prefix) {
        return form(Cache.class, recipes().openCache(prefix));
    }

    @Test
    void hasWhatThereWasAndWhatComes() {
        String prefix = fresh();
        etcd().kv().put(prefix + "1", "one");
        try (Cache cache = open(prefix)) {
            CacheSnapshot first = cache.awaitSynced(SOON);
            assertThat(first).extracting(KeyValue::valueText).containsExactly("one");
            long revision = etcd().kv()
                    .txn(Txn.all(Put.of(prefix + "2", "two"), Put.of(prefix + "3", "three")))
                    .header()
                    .revision();
            CacheSnapshot second = cache.awaitRevision(revision, SOON);
            assertThat(second).extracting(KeyValue::valueText).containsExactly("one", "two", "three");
            assertThat(second.stream().toList())
                    .isEqualTo(etcd().kv()
                            .get(Get.prefix(prefix).atRevision(second.revision()))
                            .kvs());
            assertThat(cache.getString(prefix + "2")).contains("two");
            long gone = etcd().kv().delete(prefix + "1").header().revision();
            assertThat(cache.awaitRevision(gone, SOON).containsKey(prefix + "1"))
                    .isFalse();
            assertThat(first.size()).isEqualTo(1);
        }
    }

    @Test
    void catchingUpMissesNothingWrittenBefore() {
        String prefix = fresh();
        String elsewhere = fresh();
        try (Cache cache = open(prefix)) {
            cache.awaitSynced(SOON);
            for (int i = 0; i < 8; i++) {
                etcd().kv().put(prefix + "k", "v" + i);
                etcd().kv().put(elsewhere, "v" + i);
                assertThat(cache.catchUp(SOON).getString(prefix + "k")).contains("v" + i);
                etcd().kv().delete(prefix + "k");
                etcd().kv().put(elsewhere, "w" + i);
                assertThat(cache.catchUp(SOON).size()).isZero();
            }
        }
    }

    @Test
    void largeValuesAndManyKeysComeInPages() {
        String prefix = fresh();
        Bytes megabyte = Bytes.wrap(new byte[1 << 20]);
        for (int i = 0; i < 6; i++) {
            etcd().kv().put(Bytes.of(prefix + "large/" + i), megabyte);
        }
        for (int i = 0; i < 10; i++) {
            List<Put> puts = new ArrayList<>();
            for (int j = 0; j < 100; j++) {
                puts.add(Put.of(prefix + "small/" + i + "/" + j, "v"));
            }
            etcd().kv().txn(Txn.when().then(puts));
        }
        try (Cache cache = open(prefix)) {
            CacheSnapshot all = cache.awaitSynced(SOON);
            assertThat(all.size()).isEqualTo(1006);
            assertThat(all.bytes()).isGreaterThan(6L << 20);
            assertThat(all.prefix(prefix + "small/7/")).hasSize(100);
            assertThat(all.range(KeyRange.prefix(prefix + "large/")))
                    .allMatch(kv -> kv.value().equals(megabyte));
        } finally {
            etcd().kv().delete(Delete.prefix(prefix));
        }
    }

    @Test
    void aCutConnectionLosesNothing() {
        requires(Capability.CONNECTION_FAULTS);
        String prefix = fresh();
        try (FaultProxy proxy = FaultProxy.inFrontOf(target().sharedEndpoints().get(0));
                Subject behind = connect(List.of(proxy.endpoint()));
                Cache cache = form(Cache.class, recipes(behind.client()).openCache(prefix))) {
            cache.awaitSynced(SOON);
            await().untilAsserted(() -> assertThat(cache.state()).isEqualTo(new CacheState.Live()));
            proxy.refuse();
            proxy.cut();
            await().untilAsserted(() -> assertThat(cache.state()).isInstanceOf(CacheState.Behind.class));
            etcd().kv().put(prefix + "k", "v");
            assertThatThrownBy(() -> cache.awaitRevision(cache.revision() + 1, Duration.ofMillis(100)))
                    .isInstanceOf(EtcdTimeoutException.class);
            assertThat(cache.size()).isZero();
            proxy.restore();
            assertThat(cache.catchUp(SOON).getString(prefix + "k")).contains("v");
            await().untilAsserted(() -> assertThat(cache.state()).isEqualTo(new CacheState.Live()));
        }
    }

    @Test
    void whatWasCompactedMeanwhileComesAsTheDifference() {
        requires(Capability.CONNECTION_FAULTS);
        String prefix = fresh();
        etcd().kv().put(prefix + "changed", "v");
        etcd().kv().put(prefix + "deleted", "v");
        etcd().kv().put(prefix + "kept", "v");
        List<CacheUpdate> updates = new CopyOnWriteArrayList<>();
        try (FaultProxy proxy = FaultProxy.inFrontOf(target().sharedEndpoints().get(0));
                Subject behind = connect(List.of(proxy.endpoint()));
                Cache cache = form(
                        Cache.class,
                        recipes(behind.client())
                                .openCache(CacheRequest.prefix(prefix).withListener(updates::add)))) {
            cache.awaitSynced(SOON);
            await().untilAsserted(() -> assertThat(cache.state()).isEqualTo(new CacheState.Live()));
            proxy.refuse();
            proxy.cut();
            etcd().kv().put(prefix + "changed", "w");
            etcd().kv().delete(prefix + "deleted");
            long last = etcd().kv().put(prefix + "new", "v").header().revision();
            // Others that share the server may have compacted later revisions.
            compact(last);
            proxy.restore();
            CacheSnapshot now = cache.catchUp(SOON);
            assertThat(now)
                    .extracting(KeyValue::keyText)
                    .containsExactly(prefix + "changed", prefix + "kept", prefix + "new");
            await().untilAsserted(() ->
                    assertThat(updates).extracting(CacheUpdate::kind).containsExactly(Kind.INITIAL, Kind.DIFFERENCE));
            assertThat(updates.get(1).events())
                    .extracting(event -> event.keyText() + (event.isCreate() ? "+" : event.isDelete() ? "-" : "~"))
                    .containsExactly(prefix + "changed~", prefix + "deleted-", prefix + "new+");
        }
    }

    private void compact(long revision) {
        try {
            etcd().kv().compact(Compaction.at(revision));
        } catch (EtcdException e) {
            assertThat(e).isInstanceOf(CompactedException.class);
        }
    }

    @Test
    void aLostPermissionEndsIt() {
        requires(Capability.AUTH, Capability.CONNECTION_FAULTS);
        try (ContractServer server = start(settings -> settings);
                Subject root =
                        connect(server.endpoints(), builder -> builder.credentials(Credentials.of("root", "pw")));
                FaultProxy proxy = FaultProxy.inFrontOf(server.endpoints().get(0));
                Subject ann = connect(
                        List.of(proxy.endpoint()), builder -> builder.credentials(Credentials.of("ann", "secret")))) {
            server.enableAuth("pw");
            root.auth().addUser("ann", "secret");
            root.auth().addRole("reader");
            root.auth().grantPermission("reader", Permission.read(KeyRange.prefix("a/")));
            root.auth().grantRole("ann", "reader");
            root.kv().put("a/k", "v");
            try (Cache none = form(Cache.class, recipes(ann.client()).openCache("b/"));
                    Cache cache = form(Cache.class, recipes(ann.client()).openCache("a/"))) {
                assertThatThrownBy(() -> none.awaitSynced(SOON)).isInstanceOf(PermissionDeniedException.class);
                cache.awaitSynced(SOON);
                root.kv().put("a/k", "w");
                assertThat(cache.catchUp(SOON).getString("a/k")).contains("w");
                root.auth().revokePermission("reader", KeyRange.prefix("a/"));
                assertThatThrownBy(() -> cache.catchUp(SOON)).isInstanceOf(PermissionDeniedException.class);
                proxy.cut();
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(cache.state())
                                .isInstanceOfSatisfying(
                                        CacheState.Ended.class,
                                        ended -> assertThat(ended.cause())
                                                .containsInstanceOf(PermissionDeniedException.class)));
                assertThat(cache.getString("a/k")).contains("w");
            }
        }
    }

    @Test
    void endsAreTold() {
        String prefix = fresh();
        etcd().kv().put(prefix + "1", "v");
        etcd().kv().put(prefix + "2", "v");
        try (Cache full = form(
                Cache.class, recipes().openCache(CacheRequest.prefix(prefix).withMaxEntries(1)))) {
            assertThatThrownBy(() -> full.awaitSynced(SOON)).isInstanceOf(CacheFullException.class);
        }
        Cache closed = open(prefix);
        closed.awaitSynced(SOON);
        closed.close();
        assertThatThrownBy(() -> closed.catchUp(SOON)).isInstanceOf(ClientClosedException.class);
        assertThat(closed.size()).isEqualTo(2);
    }
}
