package dev.tercet.internal.watch;

import dev.tercet.error.ErrorCode;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.KeyValue;
import dev.tercet.watch.WatchEvent;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A store with a history, and watches that it serves the way etcd does: batches with headers ahead of their events, fragments that
 * split a revision, marks, answers that lie as those of old servers do, compactions; and connections that break at any point.
 */
final class ModelServer {
    private static final int PAGE = 3;

    private long heaviest;

    private static final class Served {
        boolean created;
        long next;
        final List<List<WatchEvent>> parts = new ArrayList<>();
    }

    final FakeCalls calls = new FakeCalls();
    private final Random random;
    private final boolean lying;
    private final TreeMap<Long, List<WatchEvent>> history = new TreeMap<>();
    private final Map<FakeCalls.FakeStream, Served> served = new IdentityHashMap<>();
    private final Map<KeyRange, Long> firsts = new LinkedHashMap<>();
    private long revision = 1;
    private long compacted;
    private int answeredReads;

    ModelServer(Random random, boolean lying) {
        this.random = random;
        this.lying = lying;
    }

    long revision() {
        return revision;
    }

    /** Where the first watch of a range that was created begins. */
    long firstOf(KeyRange range) {
        return firsts.getOrDefault(range, revision + 1);
    }

    /** Changes of a range from a revision on. */
    Map<Long, List<WatchEvent>> history(KeyRange range, long from) {
        Map<Long, List<WatchEvent>> selected = new LinkedHashMap<>();
        history.tailMap(from).forEach((at, events) -> {
            List<WatchEvent> inside =
                    events.stream().filter(event -> range.contains(event.key())).toList();
            if (!inside.isEmpty()) {
                selected.put(at, inside);
            }
        });
        return selected;
    }

    /** A range as it was. */
    List<KeyValue> state(KeyRange range, long at) {
        TreeMap<String, KeyValue> state = new TreeMap<>();
        history.headMap(at, true)
                .values()
                .forEach(events -> events.stream()
                        .filter(event -> range.contains(event.key()))
                        .forEach(event -> state.put(event.key().utf8(), event.kv())));
        return List.copyOf(state.values());
    }

    void commit() {
        revision++;
        List<WatchEvent> events = new ArrayList<>();
        for (char space : new char[] {'a', 'b'}) {
            for (int key = 0; key < 4; key++) {
                if (random.nextInt(4) == 0) {
                    events.add(Samples.put(space + "/" + key, revision));
                }
            }
        }
        history.put(revision, events.isEmpty() ? List.of(Samples.put("a/0", revision)) : events);
    }

    void compact() {
        compacted = Math.max(compacted, revision - random.nextInt(3));
    }

    /** Does something on one of the open streams. */
    void serve(FakeCalls.FakeStream stream) {
        Served mine = served.computeIfAbsent(stream, any -> new Served());
        if (!mine.created) {
            mine.created = true;
            mine.next = stream.create.startRevision() == 0 ? revision + 1 : stream.create.startRevision();
            firsts.putIfAbsent(stream.create.range(), mine.next);
            stream.created(revision);
        } else if (!mine.parts.isEmpty()) {
            List<WatchEvent> part = mine.parts.remove(0);
            heaviest = Math.max(heaviest, Parcel.of(part, stream.create.range()).weight());
            stream.events(revision, !mine.parts.isEmpty(), part);
        } else if (mine.next < compacted) {
            stream.canceled(compacted, "");
        } else if (mine.next <= revision) {
            batch(stream, mine);
        } else {
            stream.mark(revision, false);
        }
    }

    /** Answers a request for progress; a lying server does so while it still has something to send. */
    void answerProgress(FakeCalls.FakeStream stream) {
        Served mine = served.computeIfAbsent(stream, any -> new Served());
        if (mine.created && mine.parts.isEmpty() && (lying || mine.next > revision)) {
            stream.mark(revision, true);
        }
    }

    private void batch(FakeCalls.FakeStream stream, Served mine) {
        long last = Math.min(revision, mine.next + random.nextInt(5));
        // Now and then from below the start, as servers did that notified watches of the future too early.
        long first = random.nextInt(8) == 0 ? Math.max(compacted, mine.next - 2) : mine.next;
        List<WatchEvent> all = new ArrayList<>();
        history(stream.create.range(), first).forEach((at, events) -> {
            if (at <= last) {
                all.addAll(events);
            }
        });
        mine.next = last + 1;
        if (all.isEmpty()) {
            return;
        }
        int at = 0;
        while (at < all.size()) {
            int end = stream.create.fragments() && random.nextBoolean()
                    ? at + 1 + random.nextInt(all.size() - at)
                    : all.size();
            mine.parts.add(List.copyOf(all.subList(at, end)));
            at = end;
        }
        serve(stream);
    }

    /** What the heaviest message weighed. */
    long heaviest() {
        return heaviest;
    }

    boolean hasRead() {
        return answeredReads < calls.reads.size();
    }

    void answerRead(boolean mayFail) {
        FakeCalls.FakeRead read = calls.reads.get(answeredReads++);
        if (read.cancelled) {
            return;
        }
        long at = read.get.revision() == 0 ? revision : read.get.revision();
        if (at < compacted) {
            read.fail(ErrorCode.COMPACTED);
        } else if (mayFail && random.nextInt(4) == 0) {
            read.fail(ErrorCode.UNAVAILABLE);
        } else {
            List<KeyValue> all = state(read.get.range(), at);
            List<KeyValue> page = all.subList(0, Math.min(PAGE, all.size()));
            read.answer(new GetResult(Samples.header(revision), page, page.size() < all.size(), all.size()));
        }
    }
}
