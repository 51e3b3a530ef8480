package dev.tercet.cli.tour;

import dev.tercet.EtcdClient;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Stream;

/** A walk through what the client does, each step told in a line and checked. */
public final class Tour {
    private final Narrator narrator;
    private final boolean debugging;

    /** A tour told to {@code out}, and surprises to {@code err}, with stack traces when {@code debugging}. */
    public Tour(PrintWriter out, PrintWriter err, boolean debugging) {
        this.narrator = new Narrator(out, err);
        this.debugging = debugging;
    }

    /** Takes the tour at a cluster that others use, in a namespace of its own; whether all was as expected. */
    public boolean at(EtcdClient etcd) {
        Scene scene = new Scene(etcd, narrator);
        AtExit hook = new AtExit("tercet-tour-tidy", scene::abandon);
        try {
            return walk(String.join(", ", etcd.endpoints()), scene, List.of());
        } finally {
            // When the tour is ended from outside this waits for the hook, and only then will the client be closed.
            scene.leave();
            hook.close();
            scene.close();
        }
    }

    /**
     * Takes the tour at an etcd that is thrown away afterwards, with whatever is in it; whether all was as expected.
     *
     * @param etcd a client of it
     * @param web another, through its JSON gateway
     */
    public boolean atOwn(EtcdClient etcd, EtcdClient web) {
        Scene scene = new Scene(etcd, narrator);
        return walk("an etcd in this process", scene, new GatewaySteps(scene, web).steps());
    }

    private boolean walk(String place, Scene scene, List<Step> more) {
        narrator.say("A tour at " + place + ", with keys under " + scene.prefix());
        return new StepByStep(narrator, debugging).through(steps(scene, more));
    }

    private static List<Step> steps(Scene scene, List<Step> more) {
        return Stream.of(
                        new KeySteps(scene).steps(),
                        new TxnSteps(scene).steps(),
                        new WatchSteps(scene).steps(),
                        new LeaseSteps(scene).steps(),
                        new LockSteps(scene).steps(),
                        new RecipeSteps(scene).steps(),
                        more,
                        new TidyStep(scene).steps())
                .flatMap(List::stream)
                .toList();
    }
}
