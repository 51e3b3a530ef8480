package dev.tercet.internal.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.election.LeaderKey;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Delete;
import dev.tercet.kv.DeleteResult;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Put;
import dev.tercet.kv.PutResult;
import dev.tercet.kv.Txn;
import dev.tercet.kv.TxnResult;
import dev.tercet.lease.LeaseStatus;
import dev.tercet.watch.WatchEvent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamespaceTest {
    private static final Namespace NS = new Namespace(Bytes.of("/ns/"));

    private static KeyValue kv(String key) {
        return new KeyValue(Bytes.of(key), Bytes.of("v"), 1, 2, 3, 4);
    }

    @ParameterizedTest
    @CsvSource({
        // prefix, key, end, key inside, end inside
        "6e, 61, '', 6e61, ''",
        "6e, 61, 62, 6e61, 6e62",
        "6e, 61, 00, 6e61, 6f",
        "6e, 00, 00, 6e, 6f",
        "6e, 00, '', 6e00, ''",
        "6e, 00, 61, 6e00, 6e61",
        "6e, ff, 00, 6eff, 6f",
        "6eff, 61, 00, 6eff61, 6f",
        "ff, 61, 00, ff61, 00",
        "ff, 00, 00, ff, 00",
        "ffff, 61, 62, ffff61, ffff62",
    })
    void rangesEndWithTheNamespace(String prefix, String key, String end, String keyInside, String endInside) {
        Namespace namespace = new Namespace(Bytes.ofHex(prefix));
        KeyRange range = new KeyRange(Bytes.ofHex(key), Bytes.ofHex(end));
        KeyRange inside = new KeyRange(Bytes.ofHex(keyInside), Bytes.ofHex(endInside));

        assertThat(namespace.in(range)).isEqualTo(inside);
        assertThat(namespace.out(inside)).isEqualTo(range);
    }

    @Test
    void everyOperationIsPutInside() {
        Txn txn = NS.in(
                Txn.when(Compare.missing("a"), Compare.version(KeyRange.ALL).equalTo(0))
                        .then(Put.of("a", "1").withLease(7), Txn.all(Delete.prefix("b")))
                        .orElse(Get.of("c").limit(3)));

        assertThat(txn.compares())
                .extracting(Compare::range)
                .containsExactly(KeyRange.of("/ns/a"), KeyRange.prefix("/ns/"));
        assertThat(((Put) txn.thens().get(0)).key()).isEqualTo(Bytes.of("/ns/a"));
        assertThat(((Put) txn.thens().get(0)).lease()).isEqualTo(7);
        Txn nested = (Txn) txn.thens().get(1);
        assertThat(((Delete) nested.thens().get(0)).range()).isEqualTo(KeyRange.prefix("/ns/b"));
        assertThat(((Get) txn.elses().get(0)).range()).isEqualTo(KeyRange.of("/ns/c"));
        assertThat(((Get) txn.elses().get(0)).maxKeys()).isEqualTo(3);
    }

    @Test
    void everyResultIsTakenOutAndKeepsTheRest() {
        GetResult get = NS.out(new GetResult(Header.NONE, List.of(kv("/ns/a")), true, 9));
        assertThat(get).isEqualTo(new GetResult(Header.NONE, List.of(kv("a")), true, 9));
        PutResult put = NS.out(new PutResult(Header.NONE, kv("/ns/a")));
        assertThat(put).isEqualTo(new PutResult(Header.NONE, kv("a")));
        assertThat(NS.out(new PutResult(Header.NONE, null)).previous()).isEmpty();
        DeleteResult delete = NS.out(new DeleteResult(Header.NONE, 5, List.of(kv("/ns/a"))));
        assertThat(delete).isEqualTo(new DeleteResult(Header.NONE, 5, List.of(kv("a"))));
    }

    @Test
    void resultsOfNestedTransactionsAreTakenOutToo() {
        TxnResult inner =
                new TxnResult(Header.NONE, false, List.of(new GetResult(Header.NONE, List.of(kv("/ns/a")), false, 1)));
        TxnResult result = NS.out(new TxnResult(
                Header.NONE, true, List.of(inner, new DeleteResult(Header.NONE, 1, List.of(kv("/ns/b"))))));

        assertThat(result.succeeded()).isTrue();
        assertThat(result.txn(0).succeeded()).isFalse();
        assertThat(result.txn(0).get(0).kvs()).containsExactly(kv("a"));
        assertThat(result.delete(1).previous()).containsExactly(kv("b"));
    }

    @Test
    void eventsAreTakenOutWithWhatWasBefore() {
        WatchEvent event = NS.out(new WatchEvent(WatchEvent.Type.PUT, kv("/ns/a"), kv("/ns/a")));

        assertThat(event).isEqualTo(new WatchEvent(WatchEvent.Type.PUT, kv("a"), kv("a")));
        assertThat(NS.out(new WatchEvent(WatchEvent.Type.DELETE, kv("/ns/a"), null))
                        .previous())
                .isEmpty();
    }

    @Test
    void aLeaseShowsOnlyTheKeysInside() {
        LeaseStatus status = NS.out(new LeaseStatus(
                Header.NONE,
                7,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                List.of(Bytes.of("/ns/a"), Bytes.of("/other/b"), Bytes.of("/ns"))));

        assertThat(status.keys()).containsExactly(Bytes.of("a"));
        assertThat(status.id()).isEqualTo(7);
    }

    @Test
    void aKeyFromElsewhereStaysAsItIs() {
        assertThat(NS.out(Bytes.of("/other/a"))).isEqualTo(Bytes.of("/other/a"));
        assertThat(NS.out(Bytes.of("/ns/"))).isEqualTo(Bytes.EMPTY);
        assertThat(NS.out(KeyRange.of("/other/a"))).isEqualTo(KeyRange.of("/other/a"));
        assertThat(NS.out(KeyRange.prefix("/other/"))).isEqualTo(KeyRange.prefix("/other/"));
        assertThat(NS.out(KeyRange.from("/other/"))).isEqualTo(KeyRange.from("/other/"));
        assertThat(NS.out(KeyRange.ALL)).isEqualTo(KeyRange.ALL);
    }

    @Test
    void aRangeThatBeginsWithTheNamespaceBeginsWithTheFirstKey() {
        assertThat(NS.out(KeyRange.between("/ns/", "/ns/b")))
                .isEqualTo(KeyRange.between(Bytes.ofHex("00"), Bytes.of("b")));
        assertThat(NS.out(KeyRange.of("/ns/"))).isEqualTo(KeyRange.of("/ns/"));
    }

    @Test
    void leadersGoBothWays() {
        LeaderKey leader = new LeaderKey(Bytes.of("e"), Bytes.of("e/1"), 2, 3);
        LeaderKey inside = new LeaderKey(Bytes.of("/ns/e"), Bytes.of("/ns/e/1"), 2, 3);

        assertThat(NS.in(leader)).isEqualTo(inside);
        assertThat(NS.out(inside)).isEqualTo(leader);
    }

    @Test
    void namespacesNest() {
        assertThat(NS.inner(Bytes.of("sub/")).in(Bytes.of("a"))).isEqualTo(Bytes.of("/ns/sub/a"));
        assertThat(Namespace.NONE.inner(Bytes.of("sub/")).isNone()).isFalse();
    }

    @Test
    void noNamespaceHandsTheSameObjectsThrough() {
        Get get = Get.of("k");
        Txn txn = Txn.all(get);
        GetResult result = new GetResult(Header.NONE, List.of(kv("a")), false, 1);
        WatchEvent event = new WatchEvent(WatchEvent.Type.PUT, kv("a"), null);

        assertThat(Namespace.NONE.in(get)).isSameAs(get);
        assertThat(Namespace.NONE.in(txn)).isSameAs(txn);
        assertThat(Namespace.NONE.in(KeyRange.ALL)).isSameAs(KeyRange.ALL);
        assertThat(Namespace.NONE.out(result)).isSameAs(result);
        assertThat(Namespace.NONE.out(event)).isSameAs(event);
    }
}
