package dev.tercet.embedded.internal.watch;

import dev.tercet.embedded.internal.auth.Guard;
import dev.tercet.embedded.internal.mvcc.Store;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Inlet;
import dev.tercet.embedded.internal.rpc.Outlet;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.state.Headers;
import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.embedded.internal.time.Time;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * All watches.
 *
 * <p>Three places, and what may be touched where: {@link Watchers} and {@link WatchStream} are the state, within steps only; {@link
 * Outbox} is what is on its way to a client, on the loop only; {@link Dispatch} goes between them, on the loop, and calls no client
 * within a step.
 */
public final class Watching {
    private final Apply apply;

    private final Headers headers;
    private final Guard guard;
    private final Time time;
    private final Duration progressInterval;
    private final int fragmentLimit;
    private final Agenda agenda;
    private final Watchers watchers;
    private final Dispatch dispatch;
    private final Map<WatchStream, ProgressTicks> streams = new LinkedHashMap<>();

    public Watching(Apply apply, Store store, Headers headers, Guard guard, Time time, Executor loop, Limits limits) {
        this.apply = apply;
        this.headers = headers;
        this.guard = guard;
        this.time = time;
        progressInterval = limits.watchProgress();
        fragmentLimit = limits.maxMessageBytes();
        agenda = new Agenda(apply, loop, this::pass);
        watchers = new Watchers(store, headers, agenda);
        dispatch = new Dispatch(apply, headers, watchers, agenda, fragmentLimit);
        store.onCommit((revision, changes) -> watchers.commit(changes));
    }

    private void pass() {
        dispatch.pass();
    }

    /** Begins a stream. The outlet is called on the server's loop only. */
    public Inlet<WatchRequest> open(Caller caller, Outlet<WatchMessage> outlet) {
        WatchStream stream = new WatchStream(caller, outlet, this::cancel, guard, headers, watchers, agenda);
        ProgressTicks ticks = new ProgressTicks(apply, time, progressInterval, stream);
        apply.step(() -> {
            streams.put(stream, ticks);
        });
        return new Inlet<>() {
            @Override
            public void message(WatchRequest message) {
                apply.step(() -> {
                    if (streams.containsKey(stream)) {
                        stream.ask(message);
                        if (message.getCreateRequest().getProgressNotify()) {
                            ticks.start();
                        }
                    }
                });
            }

            @Override
            public void halfClose() {
                // The client may go on listening for as long as it likes.
            }

            @Override
            public void cancel() {
                Watching.this.cancel(stream);
            }

            @Override
            public void ready() {
                agenda.onLoop(() -> {
                    if (stream.outbox().drain()) {
                        apply.step(stream::resume);
                    }
                });
            }

            @Override
            public boolean isFull() {
                return stream.outbox().isFull();
            }
        };
    }

    /** How many watches there are. */
    public int openWatches() {
        return apply.step(watchers::open);
    }

    /** How many streams there are. */
    public int openStreams() {
        return apply.step(streams::size);
    }

    /**
     * From now on no event goes to any watch, until {@link #release}. Then watches catch up from the store's history, or find that it
     * was compacted under them. What a client asked for is answered all the while.
     */
    public void hold() {
        apply.step(watchers::hold);
    }

    /** Lets events go again. */
    public void release() {
        apply.step(watchers::release);
    }

    /** Cuts messages of this size or more for those who asked for fragments. */
    public void fragmentAbove(int bytes) {
        dispatch.fragmentAbove(bytes);
    }

    /** Cuts them at etcd's own limit again. */
    public void fragmentAsEtcd() {
        dispatch.fragmentAbove(fragmentLimit);
    }

    private void cancel(WatchStream stream) {
        apply.step(() -> close(stream));
    }

    private void close(WatchStream stream) {
        ProgressTicks ticks = streams.remove(stream);
        if (ticks != null) {
            ticks.stop();
            stream.close();
            agenda.asking().remove(stream);
            agenda.say(stream.outbox()::close);
        }
    }
}
