package dev.tercet.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.AsyncKv;
import dev.tercet.EtcdClient;
import dev.tercet.Kv;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.error.RejectedEtcdException;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Delete;
import dev.tercet.kv.DeleteResult;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Put;
import dev.tercet.kv.PutResult;
import dev.tercet.kv.Txn;
import dev.tercet.kv.TxnResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The guide's snippets about keys, namespaces and errors. */
class GuideKeysTest {
    private final EtcdClient etcd = Server.client();
    private final List<String> told = new ArrayList<>();

    @AfterEach
    void close() {
        etcd.close();
    }

    private void tell(String text) {
        told.add(text);
    }

    @Test
    void keys() {
        Kv kv = etcd.kv();
        PutResult put = kv.put("config/color", "green");
        Optional<String> color = kv.getString("config/color");
        KeyValue stored = kv.get("config/color").orElseThrow(); // with its revisions, version and lease

        GetResult some = kv.get(Get.prefix("config/").limit(100)); // some.more() says whether there are others
        GetResult then = kv.get(Get.prefix("config/").atRevision(put.revision()));
        kv.put(Put.of("config/color", "blue").returningPrevious()).previous().ifPresent(was -> tell(was.valueText()));
        kv.put(Bytes.ofHex("00ff"), Bytes.wrap(new byte[] {1, 2, 3}));
        DeleteResult gone = kv.delete(Delete.prefix("config/").returningPrevious());

        assertThat(color).contains("green");
        assertThat(stored.modRevision()).isEqualTo(put.revision());
        assertThat(some.more()).isFalse();
        assertThat(then.kvs()).hasSize(1);
        assertThat(told).containsExactly("green");
        assertThat(gone.deleted()).isEqualTo(1);
    }

    @Test
    void transactions() {
        etcd.kv().put("stock/apples", "42");
        KeyValue stock = etcd.kv().get("stock/apples").orElseThrow();
        TxnResult sale = etcd.kv()
                .txn(Txn.when(Compare.modRevision("stock/apples").equalTo(stock.modRevision()))
                        .then(Put.of("stock/apples", "41"), Put.of("orders/7", "an apple"))
                        .orElse(Get.of("stock/apples")));
        if (!sale.succeeded()) {
            tell("somebody was faster: " + sale.get(0).first());
        }

        assertThat(told).isEmpty();
        assertThat(etcd.kv().getString("orders/7")).contains("an apple");
    }

    @Test
    void manyAtOnce() {
        List<Integer> readings = List.of(1, 2, 3);
        AsyncKv kv = etcd.async().kv().batching();
        List<CompletableFuture<PutResult>> puts =
                readings.stream().map(each -> kv.put("readings/" + each, "v")).toList();
        CompletableFuture.allOf(puts.toArray(new CompletableFuture<?>[0])).join();
        assertThat(etcd.kv().get(Get.prefix("readings/").countOnly()).count()).isEqualTo(3);
    }

    @Test
    void inPlace() {
        AsyncKv hot = etcd.withCallbacksOnIoThread().async().kv();
        hot.put("readings/1", "v")
                .thenCompose(put -> hot.put("readings/2", "v"))
                .join();
        assertThat(etcd.kv().getString("readings/2")).contains("v");
    }

    @Test
    void scan() {
        etcd.kv().txn(Txn.all(Put.of("logs/1", "one"), Put.of("logs/2", "two"), Put.of("logs/3", "three")));
        long size = 0;
        for (KeyValue log : etcd.kv().scan(Get.prefix("logs/"))) {
            size += log.value().length();
        }
        assertThat(size).isEqualTo(11);
    }

    @Test
    void futures() {
        etcd.kv().put("config/color", "green");
        CompletableFuture<Long> copied = etcd.async()
                .kv()
                .getString("config/color")
                .thenCompose(color -> etcd.async().kv().put("config/copy", color.orElse("none")))
                .thenApply(PutResult::revision);
        assertThat(copied.join()).isPositive();
        assertThat(etcd.kv().getString("config/copy")).contains("green");
    }

    @Test
    void namespacesAndCharsets() {
        EtcdClient shop = etcd.withNamespace("shop/");
        shop.kv().put("color", "green"); // is shop/color to everybody else
        EtcdClient latin = etcd.withCharset(StandardCharsets.ISO_8859_1);
        latin.kv().put("name", "Zoë"); // three bytes

        assertThat(etcd.kv().getString("shop/color")).contains("green");
        assertThat(etcd.kv().get("name").orElseThrow().value().length()).isEqualTo(3);
    }

    @Test
    void errors() {
        try {
            etcd.withTimeout(Duration.ofSeconds(2))
                    .kv()
                    .put(Put.of("jobs/7", "ann").withLease(4711));
        } catch (RejectedEtcdException e) {
            tell("it will never work: " + e.code() + ", " + e.getMessage());
        } catch (EtcdException e) {
            tell(e.outcome() == Outcome.NOT_APPLIED ? "not done" : "perhaps done: read before doing it again");
        }
        assertThat(told).singleElement().asString().startsWith("it will never work: LEASE_NOT_FOUND, put ");
    }
}
