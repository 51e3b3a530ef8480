package dev.tercet.cli.tour;

import dev.tercet.EtcdClient;
import dev.tercet.kv.KeyValue;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchRequest;
import java.util.List;

/** Watches: from now on, and from a revision in the past. */
final class WatchSteps {
    private final Scene scene;
    private final EtcdClient etcd;

    WatchSteps(Scene scene) {
        this.scene = scene;
        this.etcd = scene.etcd();
    }

    List<Step> steps() {
        return List.of(
                new Step("watch", this::watch),
                new Step("watch a delete", this::previous),
                new Step("watch the past", this::past));
    }

    private Signals open(WatchRequest request) {
        return new Signals(scene.owning(etcd.watches().open(request)));
    }

    private Line watch() {
        Signals news = open(WatchRequest.prefix("news/"));
        long revision = etcd.kv().put("news/today", "sunny").revision();
        WatchEvent event = news.next("a put of news/today");
        Expect.that(event.isCreate(), "a new key", event);
        Expect.equal("key", "news/today", event.kv().keyText());
        Expect.equal("revision", revision, event.revision());
        return Line.atRevision(revision, "put news/today = \"sunny\" is seen by a watch of news/");
    }

    private Line previous() {
        Signals news = open(WatchRequest.prefix("news/").withPrevious());
        long revision = etcd.kv().delete("news/today").revision();
        WatchEvent event = news.next("a delete of news/today");
        Expect.that(event.isDelete(), "a delete", event);
        Expect.equal("revision", revision, event.revision());
        String before = Expect.present("the previous value", event.previous()).valueText();
        Expect.equal("previous value", "sunny", before);
        return Line.atRevision(revision, "delete news/today is seen, and that it was \"sunny\"");
    }

    private Line past() {
        KeyValue now = Expect.present("greeting", etcd.kv().get("greeting"));
        try (Watch watch = etcd.watches().open(WatchRequest.of("greeting").fromRevision(now.createRevision()))) {
            Signals signals = new Signals(watch);
            WatchEvent first = signals.next("the first put");
            Expect.equal("first value", "hello", first.value().utf8());
            Expect.equal("first revision", now.createRevision(), first.revision());
            WatchEvent second = signals.next("the second put");
            Expect.equal("second value", "hello, world", second.value().utf8());
            Expect.equal("second revision", now.modRevision(), second.revision());
            return Line.of("greeting from revision " + first.revision() + " on: \"hello\", then \"hello, world\"");
        }
    }
}
