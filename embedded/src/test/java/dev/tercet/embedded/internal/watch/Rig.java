package dev.tercet.embedded.internal.watch;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.auth.Guard;
import dev.tercet.embedded.internal.mvcc.KeyInterval;
import dev.tercet.embedded.internal.mvcc.Store;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Inlet;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.state.Headers;
import dev.tercet.embedded.internal.state.Identity;
import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.embedded.internal.state.RaftTerm;
import dev.tercet.embedded.internal.time.ManualTime;
import dev.tercet.embedded.internal.time.Time;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/** A store and its watches, on a loop that stands still until it is run. */
final class Rig {
    static final Caller ANYBODY = new Caller(null, false);

    final Apply apply = new Apply();
    final ManualTime time = new ManualTime();
    final Store store = new Store(apply);
    final Headers headers = new Headers(
            new Identity(11, 22, 3, "here", "3.7.3"),
            new RaftTerm(new Identity(11, 22, 3, "here", "3.7.3")),
            store::revision);
    final Queue<Runnable> loop = new ArrayDeque<>();
    final Guard guard;

    /** Happens between the decision to set an alarm and its setting, once. */
    Runnable beforeNextAlarm = () -> {};

    final Watching watching;

    Rig() {
        this(Limits.DEFAULT);
    }

    Rig(Limits limits) {
        guard = new Guard(apply, time, limits);
        watching = new Watching(apply, store, headers, guard, clock(), loop::add, limits);
    }

    private Time clock() {
        return new Time() {
            @Override
            public long nanos() {
                return time.nanos();
            }

            @Override
            public Alarm at(long nanos, Runnable task) {
                Runnable before = beforeNextAlarm;
                beforeNextAlarm = () -> {};
                before.run();
                return time.at(nanos, task);
            }
        };
    }

    /** Runs the loop until there is nothing to do. */
    void run() {
        for (Runnable task = loop.poll(); task != null; task = loop.poll()) {
            task.run();
        }
    }

    Client client() {
        return client(ANYBODY);
    }

    Client client(Caller caller) {
        RecordingOutlet outlet = new RecordingOutlet();
        Inlet<WatchRequest> inlet = watching.open(caller, outlet);
        return new Client(this, outlet, inlet);
    }

    /** Puts keys, all in one revision. */
    void put(String value, String... keys) {
        apply.step(() -> store.write(writing -> {
            for (String key : keys) {
                writing.put(bytes(key), bytes(value), 0);
            }
            return true;
        }));
    }

    void delete(String key) {
        apply.step(() -> store.write(writing -> writing.delete(KeyInterval.of(bytes(key)))));
    }

    void compact(long revision) {
        apply.step(() -> store.compact(revision));
    }

    void pass(Duration duration) {
        time.advance(duration.toNanos());
        run();
    }

    static ByteString bytes(String text) {
        return ByteString.copyFromUtf8(text);
    }
}
