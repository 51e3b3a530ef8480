package dev.tercet.conformance.v2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.v2.AsyncEtcdV2Client;
import dev.tercet.v2.EtcdV2Client;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.watch.V2Event;
import dev.tercet.v2.watch.V2Watch;
import dev.tercet.v2.watch.V2WatchListener;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A watch that goes on, and what it has told. */
final class Heard implements V2WatchListener, AutoCloseable {
    private static final long LIMIT_SECONDS = 30;

    private final BlockingQueue<V2Event> events = new LinkedBlockingQueue<>();
    private final CompletableFuture<Long> started = new CompletableFuture<>();
    private volatile boolean stopping;
    private final CompletableFuture<Long> ended;

    private Heard(V2Watch watch, EtcdV2Client v2) {
        this.ended = v2.eternalWatch(watch, this);
    }

    /** Watches, and returns when the watch stands. */
    static Heard of(V2Watch watch, EtcdV2Client v2) throws Exception {
        Heard heard = new Heard(watch, v2);
        // What ends before it stands says why.
        Soon.of(CompletableFuture.anyOf(heard.started, heard.ended));
        return heard;
    }

    /** Watches, and returns at once. */
    static Heard of(V2Watch watch, AsyncEtcdV2Client v2) {
        return new Heard(watch, v2);
    }

    private Heard(V2Watch watch, AsyncEtcdV2Client v2) {
        this.ended = v2.eternalWatch(watch, this);
    }

    @Override
    public void onStarted(long index) {
        assertThat(events).as("events before the start").isEmpty();
        started.complete(index);
    }

    @Override
    public void onEvent(V2Event event, Runnable stop) {
        if (stopping) {
            stop.run();
        }
        events.add(event);
    }

    /** The next change. */
    EtcdResult change() throws InterruptedException {
        V2Event event = event();
        assertThat(event).isInstanceOf(V2Event.Change.class);
        return ((V2Event.Change) event).result();
    }

    /** The next event. */
    V2Event event() throws InterruptedException {
        V2Event event = events.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("no event within " + LIMIT_SECONDS + " s; the watch: " + ended);
        }
        return event;
    }

    /** The first index that it tells of. */
    long startIndex() throws Exception {
        return Soon.of(started);
    }

    /** Stops it at the next event. */
    void stopAtNext() {
        stopping = true;
    }

    /** Its end. */
    CompletableFuture<Long> ended() {
        return ended;
    }

    /** How many events it has told that nobody took. */
    int waiting() {
        return events.size();
    }

    @Override
    public void close() {
        ended.cancel(true);
    }
}
