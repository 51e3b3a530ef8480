package dev.tercet.conformance.faults.work;

import dev.tercet.EtcdClient;
import dev.tercet.conformance.faults.history.WatchLog;
import dev.tercet.error.CompactedException;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchFilter;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A watch that is recorded, opened with a listener or read in a loop. */
final class Tap implements AutoCloseable {
    private static final int REST_AFTER = 100;

    private final Stage stage;
    private final WatchRequest asked;
    private final WatchLog log;
    private final String name;
    private final AtomicLong upTo = new AtomicLong();
    private final Watch watch;
    private volatile long first;
    private volatile boolean ended;
    private volatile boolean closed;

    private Tap(Stage stage, Client client, String name, WatchRequest asked, boolean listening) {
        this.stage = stage;
        this.asked = asked;
        this.name = name;
        this.log = stage.recorder().watch(name, asked);
        EtcdClient etcd = client.etcd();
        this.watch = listening
                ? etcd.async().watches().open(asked, this::hear)
                : etcd.async().watches().open(asked);
    }

    /** With a listener, on the client's own threads. */
    static Tap listening(Stage stage, Client client, String name, WatchRequest asked) {
        return new Tap(stage, client, name, asked, true);
    }

    /** Read by a thread of its own, which falls behind: it rests at times, until the end. */
    static Tap reading(Stage stage, Crew crew, Client client, String name, WatchRequest asked, Duration rest) {
        Tap tap = new Tap(stage, client, name, asked, false);
        crew.start(name, () -> {
            int heard = 0;
            for (WatchSignal signal : tap.watch) {
                tap.hear(signal);
                if (++heard % REST_AFTER == 0) {
                    stage.rest(rest);
                }
            }
        });
        return tap;
    }

    void hear(WatchSignal signal) {
        log.heard(signal);
        if (signal instanceof WatchSignal.Change change) {
            upTo.accumulateAndGet(change.revision(), Math::max);
        } else if (signal instanceof WatchSignal.Resync resync) {
            upTo.accumulateAndGet(resync.revision(), Math::max);
        } else if (signal instanceof WatchSignal.Started started) {
            first = started.revision();
        } else if (signal instanceof WatchSignal.Ended end) {
            ended = true;
            end.cause()
                    .filter(cause -> !(cause instanceof CompactedException))
                    .ifPresent(cause -> stage.violation(name + " ended, and is to outlive every fault: " + cause));
        }
    }

    void askForProgress() {
        watch.requestProgress();
    }

    /**
     * Whether it has told all that it is to tell, or has ended.
     *
     * @param changes all that there were, the latest first
     */
    boolean isCaughtUp(List<WatchSignal.Change> changes) {
        if (ended || closed) {
            return true;
        }
        long from = first;
        return from > 0
                && changes.stream()
                        .filter(change -> change.revision() >= from && wants(change))
                        .findFirst()
                        .map(last -> upTo() >= last.revision())
                        .orElse(true);
    }

    boolean isEnded() {
        return ended;
    }

    /** The last revision that it told of. */
    long upTo() {
        return upTo.get();
    }

    String name() {
        return name;
    }

    private boolean wants(WatchSignal.Change change) {
        return change.events().stream()
                .anyMatch(event -> asked.ranges().stream().anyMatch(range -> range.contains(event.key()))
                        && !asked.filters().contains(event.isPut() ? WatchFilter.NO_PUT : WatchFilter.NO_DELETE));
    }

    @Override
    public void close() {
        closed = true;
        watch.close();
    }
}
