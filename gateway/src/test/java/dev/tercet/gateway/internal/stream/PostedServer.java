package dev.tercet.gateway.internal.stream;

import static dev.tercet.explore.World.must;

import dev.tercet.explore.Moves;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyValue;
import dev.tercet.spi.WatchRpcs;
import dev.tercet.spi.hub.WatchDown;
import dev.tercet.watch.WatchEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A server as far as posted watches can tell: a store of a few revisions, and what it says to each request, in its own time. */
final class PostedServer {
    private static final long FIRST = 6;
    private static final int MOST_WRITES = 3;
    private static final int MOST_MARKS = 1;

    /** What comes down; some servers answer requests for progress ahead of events. */
    record Said(WatchDown message, boolean ahead) {}

    /** One request and its answer. */
    static final class Request {
        final int number;
        final WatchRpcs.Create create;
        final Deque<Said> down = new ArrayDeque<>();
        /** Whether progress is asked for in it, and was not answered. */
        boolean tail;

        boolean created;
        boolean takesAll;
        boolean dropped;
        boolean over;
        boolean silent;
        private boolean heard;
        private boolean canceled;
        private long cursor;
        private int part;

        Request(int number, WatchRpcs.Create create, boolean tail) {
            this.number = number;
            this.create = create;
            this.tail = tail;
            this.takesAll = !tail;
        }

        boolean isOpen() {
            return !dropped && !over && !silent && !canceled;
        }

        void fallSilent() {
            silent = true;
            down.clear();
        }
    }

    private final boolean exact;
    private final Map<Integer, Request> requests = new TreeMap<>();
    private long revision = FIRST;
    private long compacted;
    private int marks;

    PostedServer(boolean exact) {
        this.exact = exact;
    }

    /** Some revisions concern others, some have two events. */
    static List<WatchEvent> events(long at) {
        List<WatchEvent> all = new ArrayList<>();
        for (int each = 0; each < (at % 3 == 0 ? 0 : 2 - at % 2); each++) {
            KeyValue kv = new KeyValue(Bytes.of("k" + each), Bytes.EMPTY, at, at, 1, 0);
            all.add(new WatchEvent(WatchEvent.Type.PUT, kv, null));
        }
        return all;
    }

    long revision() {
        return revision;
    }

    boolean hasCompacted() {
        return compacted > 0;
    }

    Collection<Request> all() {
        return List.copyOf(requests.values());
    }

    Request get(int number) {
        return requests.get(number);
    }

    void post(int number, WatchRpcs.Create create, boolean tail) {
        must(requests.put(number, new Request(number, create, tail)) == null, "a number again: ", number);
    }

    void moves(Moves may) {
        may.happenIf(revision < FIRST + MOST_WRITES, "write", () -> revision++);
        may.happenIf(compacted == 0 && revision > FIRST, "compact", () -> compacted = revision);
        requests.forEach((number, request) -> {
            if (!request.isOpen()) {
                return;
            }
            may.happenIf(!request.created, "create " + number, () -> create(request));
            if (request.created) {
                boolean more = hasMore(request);
                may.happenIf(more, "send " + number, () -> send(request, true));
                may.happenIf(more && request.part == 0, "send a part " + number, () -> send(request, false));
                may.happenIf(!more && marks < MOST_MARKS, "mark " + number, () -> {
                    marks++;
                    say(request, 0, List.of(), false, false);
                });
                // Newer servers do not before the store has come to the start; older ones do.
                may.happenIf(request.tail && (!more || !exact), "answer " + number, () -> answer(request));
            }
        });
    }

    boolean isHeard(Request request) {
        return !request.down.isEmpty() && !request.over && !request.silent && (request.takesAll || !request.heard);
    }

    Said hear(Request request) {
        request.heard = true;
        return request.down.remove();
    }

    /** Whether something would come if only one waited. */
    boolean isBusy() {
        return requests.values().stream()
                .anyMatch(request ->
                        request.isOpen() && (!request.created || hasMore(request) || request.tail) || isHeard(request));
    }

    /** Does one thing that it owes, or says whether there is one. */
    boolean isHelpful(boolean does) {
        for (Request request : requests.values()) {
            if (request.isOpen() && !request.created) {
                if (does) {
                    create(request);
                }
                return true;
            } else if (request.isOpen() && hasMore(request)) {
                if (does) {
                    send(request, true);
                }
                return true;
            } else if (request.isOpen() && request.tail && request.create.startRevision() <= revision) {
                if (does) {
                    answer(request);
                }
                return true;
            }
        }
        return false;
    }

    void cancel(Request request) {
        cancel(request, 0);
    }

    private void cancel(Request request, long compactRevision) {
        request.canceled = true;
        WatchDown message = new WatchDown(header(), 0, false, true, compactRevision, "", false, List.of());
        request.down.add(new Said(message, false));
    }

    private void create(Request request) {
        long start = request.create.startRevision();
        if (start > 0 && start < compacted) {
            cancel(request, compacted);
            return;
        }
        request.created = true;
        request.cursor = start == 0 ? revision + 1 : start;
        WatchDown message = new WatchDown(header(), 0, true, false, 0, "", false, List.of());
        request.down.add(new Said(message, false));
    }

    private boolean hasMore(Request request) {
        while (request.cursor <= revision && events(request.cursor).isEmpty()) {
            request.cursor++;
        }
        return request.cursor <= revision;
    }

    private void send(Request request, boolean all) {
        if (request.cursor < compacted && request.part == 0) {
            cancel(request, compacted);
            return;
        }
        List<WatchEvent> events = events(request.cursor);
        boolean fragment = !all && request.part + 1 < events.size();
        say(request, 0, events.subList(request.part, fragment ? request.part + 1 : events.size()), fragment, false);
        request.part = fragment ? request.part + 1 : 0;
        request.cursor += fragment ? 0 : 1;
    }

    private void answer(Request request) {
        request.tail = false;
        say(request, -1, List.of(), false, hasMore(request) || !exact);
    }

    private void say(Request request, long id, List<WatchEvent> events, boolean fragment, boolean ahead) {
        WatchDown message = new WatchDown(header(), id, false, false, 0, "", fragment, events);
        request.down.add(new Said(message, ahead));
    }

    private Header header() {
        return new Header(1, 2, revision, 3);
    }
}
