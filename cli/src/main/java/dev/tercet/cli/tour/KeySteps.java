package dev.tercet.cli.tour;

import dev.tercet.AsyncKv;
import dev.tercet.Kv;
import dev.tercet.cli.run.Waiting;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.kv.Put;
import dev.tercet.kv.PutResult;
import dev.tercet.kv.Txn;
import dev.tercet.kv.TxnResult;
import dev.tercet.maintenance.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** Keys and values, one and many, now and in the past. */
final class KeySteps {
    private static final int MANY = 100;

    private final Scene scene;
    private final Kv kv;
    private long firstRevision;

    KeySteps(Scene scene) {
        this.scene = scene;
        this.kv = scene.etcd().kv();
    }

    List<Step> steps() {
        return List.of(
                new Step("status", this::status),
                new Step("put", this::put),
                new Step("get", this::get),
                new Step("put again", this::putAgain),
                new Step("read the past", this::past),
                new Step("put several", this::several),
                new Step("prefix", this::prefix),
                new Step("range", this::range),
                new Step("futures", this::futures),
                new Step("scan", this::scan));
    }

    private Line status() {
        Status status = scene.etcd().maintenance().status();
        Expect.that(!status.version().isEmpty(), "a version", "none");
        Expect.that(status.leader() != 0, "a leader", "none");
        String member = Long.toHexString(status.header().memberId());
        String role = status.isLeader() ? "leads" : "follows " + Long.toHexString(status.leader());
        return Line.of("etcd " + status.version() + ", member " + member + " " + role);
    }

    private Line put() {
        scene.use();
        PutResult put = kv.put(Put.of("greeting", "hello").returningPrevious());
        Expect.that(put.previous().isEmpty(), "no key before", put.previous());
        firstRevision = put.revision();
        return Line.atRevision(firstRevision, "greeting = \"hello\"");
    }

    private Line get() {
        KeyValue greeting = Expect.present("greeting", kv.get("greeting"));
        Expect.equal("value", "hello", greeting.valueText());
        Expect.equal("create revision", firstRevision, greeting.createRevision());
        Expect.equal("version", 1L, greeting.version());
        return Line.atRevision(greeting.modRevision(), "greeting is \"hello\", version 1");
    }

    private Line putAgain() {
        PutResult put = kv.put(Put.of("greeting", "hello, world").returningPrevious());
        String before = Expect.present("the previous value", put.previous()).valueText();
        Expect.equal("previous value", "hello", before);
        Expect.that(put.revision() > firstRevision, "a revision after " + firstRevision, put.revision());
        return Line.atRevision(put.revision(), "greeting = \"hello, world\", which was \"hello\"");
    }

    private Line past() {
        GetResult then = kv.get(Get.of("greeting").atRevision(firstRevision));
        Expect.equal(
                "value then", "hello", Expect.present("greeting", then.first()).valueText());
        Expect.equal("value now", "hello, world", Expect.present("greeting", kv.getString("greeting")));
        return Line.of("greeting at revision " + firstRevision + " is still \"hello\"");
    }

    private Line several() {
        TxnResult done = kv.txn(Txn.all(
                Put.of("fruit/cherry", "red"), Put.of("fruit/apple", "green"), Put.of("fruit/banana", "yellow")));
        long revision = done.header().revision();
        for (KeyValue fruit : kv.get(Get.prefix("fruit/"))) {
            Expect.equal("revision of " + fruit.keyText(), revision, fruit.modRevision());
        }
        return Line.atRevision(revision, "fruit/cherry, fruit/apple, fruit/banana in one transaction");
    }

    private Line prefix() {
        GetResult fruit = kv.get(Get.prefix("fruit/"));
        List<String> keys = fruit.kvs().stream().map(KeyValue::keyText).toList();
        Expect.equal("keys", List.of("fruit/apple", "fruit/banana", "fruit/cherry"), keys);
        return Line.of("fruit/ has apple, banana, cherry, in this order");
    }

    private Line range() {
        GetResult page = kv.get(Get.of(KeyRange.between("fruit/a", "fruit/c")).limit(1));
        Expect.equal("keys on the page", 1, page.kvs().size());
        Expect.equal("first key", "fruit/apple", page.kvs().get(0).keyText());
        Expect.equal("more to come", true, page.more());
        Expect.equal("keys in the range", 2L, page.count());
        return Line.of("fruit/a to fruit/c, limit 1: apple, 1 of 2, more to come");
    }

    private Line futures() {
        AsyncKv async = scene.etcd().async().kv();
        List<CompletableFuture<PutResult>> puts = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            puts.add(async.put(numbered(i), Integer.toString(i)));
        }
        long revisions = puts.stream()
                .map(Waiting::on)
                .mapToLong(PutResult::revision)
                .distinct()
                .count();
        Expect.equal("different revisions", (long) MANY, revisions);
        return Line.of(MANY + " puts under way at once, each with a revision of its own");
    }

    private Line scan() {
        List<String> expected =
                IntStream.range(0, MANY).mapToObj(KeySteps::numbered).toList();
        List<String> keys = StreamSupport.stream(
                        kv.scan(Get.prefix("number/").keysOnly())
                                .withPageSize(30)
                                .spliterator(),
                        false)
                .map(KeyValue::keyText)
                .toList();
        Expect.equal("keys", expected, keys);
        return Line.of(MANY + " keys in pages of 30, all as they were at one revision");
    }

    private static String numbered(int i) {
        return String.format(Locale.ROOT, "number/%03d", i);
    }
}
