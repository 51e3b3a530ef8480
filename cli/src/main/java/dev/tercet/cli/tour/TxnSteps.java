package dev.tercet.cli.tour;

import dev.tercet.Kv;
import dev.tercet.error.LeaseNotFoundException;
import dev.tercet.error.Outcome;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Delete;
import dev.tercet.kv.DeleteResult;
import dev.tercet.kv.Get;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.kv.TxnResult;
import java.util.List;

/** Transactions, and what becomes of writes that are refused. */
final class TxnSteps {
    private static final Txn GREEN_TO_BLUE = Txn.when(Compare.value("color").equalTo("green"))
            .then(Put.of("color", "blue"))
            .orElse(Get.of("color"));

    private final Scene scene;
    private final Kv kv;

    TxnSteps(Scene scene) {
        this.scene = scene;
        this.kv = scene.etcd().kv();
    }

    List<Step> steps() {
        return List.of(
                new Step("swap", this::swap),
                new Step("swap too late", this::tooLate),
                new Step("refused write", this::refused),
                new Step("delete", this::delete));
    }

    private Line swap() {
        kv.put("color", "green");
        TxnResult swapped = kv.txn(GREEN_TO_BLUE);
        Expect.equal("compare holds", true, swapped.succeeded());
        Expect.equal("color", "blue", Expect.present("color", kv.getString("color")));
        return Line.atRevision(swapped.revision(), "if color is \"green\", make it \"blue\": done");
    }

    private Line tooLate() {
        TxnResult again = kv.txn(GREEN_TO_BLUE);
        Expect.equal("compare holds", false, again.succeeded());
        String found = Expect.present("color", again.get(0).first()).valueText();
        Expect.equal("color", "blue", found);
        return Line.of("the same again: not done, for color is \"blue\"");
    }

    private Line refused() {
        long noLease =
                scene.owning(scene.etcd().leases().grant(LeaseSteps.LONG)).id();
        scene.etcd().leases().revoke(noLease);
        LeaseNotFoundException refusal = Expect.failure(
                LeaseNotFoundException.class,
                () -> kv.put(Put.of("color", "red").withLease(noLease)));
        Expect.equal("outcome", Outcome.NOT_APPLIED, refusal.outcome());
        Expect.equal("color", "blue", Expect.present("color", kv.getString("color")));
        return Line.of("put on a lease that is gone: " + refusal.code() + ", outcome " + refusal.outcome());
    }

    private Line delete() {
        DeleteResult deleted = kv.delete(Delete.of("color").returningPrevious());
        Expect.equal("keys deleted", 1L, deleted.deleted());
        Expect.equal("previous value", "blue", deleted.previous().get(0).valueText());
        Expect.that(kv.get("color").isEmpty(), "no such key", "one");
        return Line.atRevision(deleted.revision(), "color, which was \"blue\"");
    }
}
