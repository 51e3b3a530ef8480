package dev.tercet.embedded.internal.watch;

import dev.tercet.embedded.internal.auth.Guard;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Outlet;
import dev.tercet.embedded.internal.state.Headers;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.embedded.internal.watch.Watcher.State;
import dev.tercet.proto.etcdserverpb.ResponseHeader;
import dev.tercet.proto.etcdserverpb.WatchCreateRequest;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One client's stream: its watches and their ids. Within steps only, but for its outbox, which is the loop's. */
final class WatchStream {
    private static final String EMPTY_RANGE = "mvcc: watcher range is empty";
    private static final String DUPLICATE_ID = "mvcc: duplicate watch ID provided on the WatchStream";

    private final Caller caller;
    private final Outbox outbox;
    private final Guard guard;
    private final Headers headers;
    private final Watchers watchers;
    private final Agenda agenda;
    private final Map<Long, Watcher> byId = new LinkedHashMap<>();
    private long nextId;
    private boolean wantsProgress;

    /**
     * One without watches.
     *
     * @param broken what to do, outside of any step, when it is found that the client hears no more
     */
    WatchStream(
            Caller caller,
            Outlet<WatchMessage> outlet,
            Consumer<WatchStream> broken,
            Guard guard,
            Headers headers,
            Watchers watchers,
            Agenda agenda) {
        this.caller = caller;
        outbox = new Outbox(outlet, () -> broken.accept(this));
        this.guard = guard;
        this.headers = headers;
        this.watchers = watchers;
        this.agenda = agenda;
    }

    Outbox outbox() {
        return outbox;
    }

    /** Does what the client asks for. What is not known, or empty, is passed over. */
    void ask(WatchRequest request) {
        switch (request.getRequestUnionCase()) {
            case CREATE_REQUEST -> create(request.getCreateRequest());
            case CANCEL_REQUEST -> cancel(request.getCancelRequest().getWatchId());
            case PROGRESS_REQUEST -> {
                wantsProgress = true;
                agenda.ask(this);
            }
            case REQUESTUNION_NOT_SET -> {}
        }
    }

    private void create(WatchCreateRequest request) {
        Interest interest = Interest.of(request);
        String refusal = refusal(request, interest);
        if (refusal != null) {
            say(WatchMessage.refused(headers.now(), refusal));
            return;
        }
        long id = request.getWatchId() == 0 ? freeId() : request.getWatchId();
        Watcher watcher = new Watcher(this, id, interest, request);
        byId.put(id, watcher);
        say(WatchMessage.created(headers.now(), id));
        watchers.add(watcher);
    }

    private @Nullable String refusal(WatchCreateRequest request, Interest interest) {
        if (request.getStartRevision() < 0) {
            return EtcdErrors.COMPACTED.text();
        }
        try {
            guard.read(caller, interest.keys());
        } catch (EtcdError error) {
            return Refusals.reason(error);
        }
        if (interest.keys().isEmpty()) {
            return EMPTY_RANGE;
        }
        return byId.containsKey(request.getWatchId()) && request.getWatchId() != 0 ? DUPLICATE_ID : null;
    }

    private long freeId() {
        while (byId.containsKey(nextId)) {
            nextId++;
        }
        return nextId++;
    }

    private void cancel(long id) {
        Watcher watcher = byId.remove(id);
        if (watcher != null) {
            watchers.remove(watcher);
            say(WatchMessage.canceled(headers.now(), id));
        }
    }

    /** Says something that is not an event, in the next pass. */
    void say(WatchMessage message) {
        outbox.owe();
        agenda.say(() -> outbox.say(message));
    }

    /** Whether any of its watches wants regular reports. */
    boolean wantsReports() {
        return byId.values().stream().anyMatch(watcher -> watcher.reportsProgress);
    }

    /** The time has come for a regular report to the watches that want them, and heard nothing since the last. */
    void tick() {
        for (Watcher watcher : byId.values()) {
            if (watcher.reportsProgress) {
                watcher.reportDue = watcher.quiet;
                watcher.quiet = true;
            }
        }
        agenda.ask(this);
    }

    /**
     * Reports the progress that was asked for, to be said after all events up to now. A watch that does not know all up to now gets
     * no report, nor does the stream if it has one.
     *
     * @return false if it is to be asked again: a watch is about to catch up
     */
    boolean report(Consumer<WatchMessage> to) {
        ResponseHeader now = headers.now();
        boolean all = wantsProgress && !byId.isEmpty();
        boolean soon = false;
        for (Watcher watcher : byId.values()) {
            boolean knows = watcher.knows(now.getRevision());
            if (watcher.reportDue && knows) {
                to.accept(WatchMessage.progress(now, watcher.id));
            }
            watcher.reportDue = false;
            all &= knows;
            soon |= watcher.state == State.BEHIND && !watchers.isHeld();
        }
        if (wantsProgress && soon) {
            return false;
        }
        wantsProgress = false;
        if (all) {
            to.accept(WatchMessage.progress(now, WatchMessage.NO_WATCH));
        }
        return true;
    }

    /** Its client takes messages again, after it had refused some. */
    void resume() {
        byId.values().forEach(watchers::unpark);
    }

    /** Ends all its watches, unsaid. */
    void close() {
        byId.values().forEach(watchers::remove);
        byId.clear();
    }
}
