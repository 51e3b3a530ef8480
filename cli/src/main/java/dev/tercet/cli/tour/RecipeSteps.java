package dev.tercet.cli.tour;

import dev.tercet.EtcdClient;
import dev.tercet.cli.run.Waiting;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.recipes.Recipes;
import dev.tercet.recipes.lock.HeldLock;
import dev.tercet.recipes.queue.WorkItem;
import dev.tercet.recipes.queue.WorkQueue;
import dev.tercet.recipes.session.Session;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Recipes: a lock that goes with its session, and a queue whose items survive who took them. */
final class RecipeSteps {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Scene scene;
    private final EtcdClient etcd;

    RecipeSteps(Scene scene) {
        this.scene = scene;
        this.etcd = scene.etcd();
    }

    List<Step> steps() {
        return List.of(new Step("session lock", this::lock), new Step("work queue", this::work));
    }

    private Session session() {
        return scene.owning(Recipes.of(etcd).openSession(LeaseSteps.LONG));
    }

    private Line lock() {
        try (Session ann = session();
                Session bob = session()) {
            HeldLock anns = ann.lock("lock/bill").acquire();
            Expect.that(bob.lock("lock/bill").tryAcquire().isEmpty(), "nothing for bob", "the lock");
            CompletableFuture<HeldLock> waiting = bob.lock("lock/bill").acquireAsync(PATIENCE);
            Waiting.on(ann.closeAsync());
            HeldLock bobs = Waiting.on(waiting);
            Expect.that(
                    bobs.fencingToken() > anns.fencingToken(),
                    "a token above " + anns.fencingToken(),
                    bobs.fencingToken());
            Expect.equal("ann may still write", false, mayWrite(anns, "ann's"));
            Expect.equal("bob may write", true, mayWrite(bobs, "bob's"));
            return Line.of("ann's session ends, bob has lock/bill, with token " + bobs.fencingToken());
        }
    }

    private boolean mayWrite(HeldLock lock, String text) {
        return etcd.kv()
                .txn(Txn.when(lock.isOwner()).then(Put.of("bill", text)))
                .succeeded();
    }

    private Line work() {
        WorkQueue mails = Recipes.of(etcd).workQueue("mails");
        mails.submit("to cid");
        try (Session bob = session()) {
            try (Session ann = session()) {
                WorkItem anns = Expect.present("an item", ann.worker("mails", 3).poll(PATIENCE));
                Expect.equal("ann's item", "to cid", anns.text());
                Expect.that(bob.worker("mails", 3).poll().isEmpty(), "nothing for bob", "an item");
            }
            WorkItem bobs = Expect.present("an item", bob.worker("mails", 3).poll(PATIENCE));
            Expect.equal("attempt", 2L, bobs.attempt());
            Expect.equal("bob completes it", true, bobs.complete());
            Expect.equal("mails left", 0L, mails.size());
            return Line.of("ann takes a mail and is gone; bob gets it, and completes it");
        }
    }
}
