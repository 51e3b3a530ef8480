package dev.tercet.cli.tour;

import dev.tercet.EtcdClient;
import dev.tercet.kv.KeyValue;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchRequest;
import java.util.List;

/** The same over etcd's JSON gateway: another wire, and nothing else. */
final class GatewaySteps {
    private final Scene scene;
    private final EtcdClient web;
    private final String endpoint;

    /** With a client whose endpoint is a gateway. */
    GatewaySteps(Scene scene, EtcdClient web) {
        this.scene = scene;
        this.web = web.withNamespace(scene.prefix());
        this.endpoint = web.endpoints().get(0);
    }

    List<Step> steps() {
        return List.of(
                new Step("put over HTTP", this::put),
                new Step("get over HTTP", this::get),
                new Step("watch over HTTP", this::watch));
    }

    private Line put() {
        long revision = web.kv().put("web/page", "put through the gateway").revision();
        KeyValue page = Expect.present("web/page", scene.etcd().kv().get("web/page"));
        Expect.equal("value", "put through the gateway", page.valueText());
        Expect.equal("revision", revision, page.modRevision());
        return Line.atRevision(revision, "web/page put through " + endpoint);
    }

    private Line get() {
        KeyValue greeting = Expect.present("greeting", web.kv().get("greeting"));
        Expect.equal("value", "hello, world", greeting.valueText());
        Expect.equal("version", 2L, greeting.version());
        return Line.of("greeting is \"hello, world\" in JSON too");
    }

    private Line watch() {
        Signals pages = new Signals(scene.owning(web.watches().open(WatchRequest.prefix("web/"))));
        long revision = scene.etcd().kv().put("web/page", "put elsewhere").revision();
        WatchEvent event = pages.next("a put of web/page");
        Expect.equal("value", "put elsewhere", event.value().utf8());
        Expect.equal("revision", revision, event.revision());
        return Line.atRevision(revision, "a put elsewhere is seen by a watch of web/ over HTTP");
    }
}
