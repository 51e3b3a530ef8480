package dev.tercet.conformance.faults.wire.fuzz;

import dev.tercet.EtcdClient;
import dev.tercet.conformance.faults.wire.cut.Session;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One watch by a server that cannot be trusted, and what it told. */
final class WatchCase {
    /** How long watches may wait together for what was lost, until nobody waits any more. */
    private static final Duration LOST = Duration.ofMillis(250);

    private final long number;
    private final Session session;
    private final Watch watch;
    private final List<WatchSignal> seen = new ArrayList<>();
    private long last;
    private boolean over;
    private boolean ended;

    WatchCase(long number, EtcdClient etcd) {
        this.number = number;
        this.session = new Session("/watch/%07d/".formatted(number));
        this.watch = etcd.async()
                .watches()
                .open(WatchRequest.prefix(session.prefix()).fromRevision(Session.FIRST));
    }

    /** Whose prefix this is. */
    static long number(String prefix) {
        return Long.parseLong(prefix.split("/", -1)[2]);
    }

    /**
     * Has them all play, and judges them.
     *
     * @param done what was done to them, by their prefixes
     * @param said what they were told
     */
    static void playAll(
            List<WatchCase> cases, boolean harmless, Setup setup, Map<String, WatchMischief> done, Said said) {
        long start = System.nanoTime();
        for (WatchCase each : cases) {
            Duration left = LOST.minusNanos(System.nanoTime() - start);
            each.play(harmless ? setup.slack() : left.isNegative() ? Duration.ZERO : left);
        }
        for (WatchCase each : cases) {
            each.close(setup.slack());
            String prefix = each.session.prefix();
            new WatchVerdict(each.session, each.seen, said.to(prefix), each.ended)
                    .wrong(harmless)
                    .ifPresent(words -> setup.wrong(each.number, done.get(prefix) + ": " + words));
        }
    }

    /** Listens until it has told everything, or nothing for a while. */
    private void play(Duration patience) {
        while (!over) {
            Optional<WatchSignal> signal = watch.poll(patience);
            if (signal.isEmpty()) {
                return;
            }
            seen.add(signal.get());
            if (signal.get() instanceof WatchSignal.Change change) {
                last = change.revision();
                over = last >= Session.LAST;
            } else if (signal.get() instanceof WatchSignal.Ended) {
                over = true;
            }
        }
    }

    /** Closes it, and sees whether that ends it. */
    private void close(Duration patience) {
        watch.close();
        try {
            watch.ended().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            ended = true;
        } catch (Exception e) {
            ended = false;
        }
    }
}
