package dev.tercet.cli.tour;

import dev.tercet.kv.Get;
import java.util.List;

/** The end: nothing stays behind. */
final class TidyStep {
    private final Scene scene;

    TidyStep(Scene scene) {
        this.scene = scene;
    }

    List<Step> steps() {
        return List.of(new Step("tidy up", this::tidy));
    }

    private Line tidy() {
        long deleted = scene.clear();
        long left = scene.etcd().kv().get(Get.prefix("").countOnly()).count();
        Expect.equal("keys left", 0L, left);
        return Line.of(deleted + " keys deleted, leases revoked, watches closed: nothing is left");
    }
}
