package dev.tercet.conformance.faults.load;

import dev.tercet.EtcdClient;
import dev.tercet.election.Leader;
import dev.tercet.election.Observation;
import dev.tercet.kv.Get;
import dev.tercet.kv.KeyValue;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;

/**
 * Consumers that do not read while the server floods them: a loop that does not go on, a listener that blocks, a subscriber that asks
 * for nothing, an observation and a scan that nobody takes from, a cache whose listener blocks. All of one client, whose memory stays bounded and which goes on
 * working; and when they read again, all of it comes.
 */
final class UnreadConsumers implements Part {
    private static final long BUFFER = 1 << 20;

    /**
     * Three watches' buffers, each with a message too many, and what the connection itself may hold of their streams; a cache's
     * content, now and as its listener has it, and what waits for that.
     */
    private static final long HEAP_BOUND = (24L + 12) << 20;

    private static final long DIRECT_BOUND = 64L << 20;

    private static final String OTHER = "load/unread/other";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final long buffer;

    UnreadConsumers() {
        this(BUFFER);
    }

    /** With watches that may hold so much each. */
    UnreadConsumers(long buffer) {
        this.buffer = buffer;
    }

    @Override
    public String name() {
        return "consumers that do not read";
    }

    @Override
    public long fullSize() {
        return 4_000;
    }

    @Override
    public void run(Work work) throws Exception {
        try (EtcdClient writer = Wire.GRPC.connect(work.etcd().endpoints().get(0));
                EtcdClient reader = work.client()) {
            Flood flood = new Flood(writer);
            WatchRequest request = WatchRequest.prefix(Flood.PREFIX).withBuffer(buffer);
            Blocked listener = new Blocked();
            Seen published = new Seen();
            Reluctant<WatchSignal> subscriber = new Reluctant<>(published::add);
            try (Watch looped = reader.watches().open(request);
                    Watch heard = reader.watches().open(request, listener);
                    Watch given = reader.watches().open(request);
                    Observation observation = reader.elections().observe(Flood.ELECTION);
                    BlockedCache cache = new BlockedCache(reader, Flood.PREFIX, work.tally());
                    Watch other = reader.watches().open(WatchRequest.of(OTHER))) {
                given.publisher().subscribe(subscriber);
                Iterator<Leader> leaders = observation.iterator();
                leaders.next();
                Memory before = Memory.used();
                flood.run(work);
                work.tally().count("values that nobody read", flood.revisions().size());
                Iterator<KeyValue> scanned = reader.kv()
                        .scan(Get.prefix(Flood.PREFIX))
                        .withPageSize(5)
                        .iterator();
                scanned.next();
                expectBounded(before, HEAP_BOUND, work);
                expectLively(reader, other, work.tally());

                Seen loop = new Seen();
                loop.readAll(looped, flood.revisions());
                expect(loop, flood, "a loop that goes on", work.tally());
                listener.release();
                listener.seen().await(flood.revisions());
                expect(listener.seen(), flood, heard + ", whose listener blocked", work.tally());
                subscriber.askForAll();
                published.await(flood.revisions());
                expect(published, flood, "a subscriber that asked for nothing", work.tally());
                cache.expectAll(reader, Flood.PREFIX);
                expectRest(scanned, work.tally());
                expectLast(leaders, writer, work.tally());
            } finally {
                listener.release();
                flood.end();
            }
        }
    }

    /** That there is not much more than before, after all that was not read. */
    static void expectBounded(Memory before, long most, Work work) {
        Memory now = Memory.used();
        long heap = now.heap() - before.heap();
        long direct = now.direct() - before.direct();
        work.tally().most("KiB of heap for what was not read", Math.max(heap >> 10, 0));
        if (heap > most) {
            work.tally().violation("memory is not bounded", heap + " bytes of heap for what nobody reads");
        }
        if (direct > DIRECT_BOUND) {
            work.tally().violation("memory is not bounded", direct + " bytes beside the heap for what nobody reads");
        }
    }

    /** The client's other watches and calls take no notice. */
    private static void expectLively(EtcdClient etcd, Watch other, Tally tally) {
        long revision = etcd.kv().put(OTHER, "v").header().revision();
        long start = System.nanoTime();
        while (System.nanoTime() - start < PATIENCE.toNanos()) {
            WatchSignal signal = other.poll(Duration.ofSeconds(1)).orElse(null);
            if (signal instanceof WatchSignal.Change change && change.revision() == revision) {
                return;
            }
        }
        tally.violation("others are held up", "a watch had nothing of a put in " + PATIENCE.toSeconds() + " s");
    }

    private static void expect(Seen seen, Flood flood, String who, Tally tally) {
        if (!seen.revisions().equals(flood.revisions())) {
            tally.violation("not all comes that was not read", who + ": " + seen.against(flood.revisions()));
        }
    }

    private static void expectRest(Iterator<KeyValue> scanned, Tally tally) {
        long keys = 1;
        while (scanned.hasNext()) {
            scanned.next();
            keys++;
        }
        if (keys != Flood.KEYS) {
            tally.violation("not all comes that was not read", "a scan: " + keys + " of " + Flood.KEYS + " keys");
        }
    }

    /** What was proclaimed last comes, sooner or later. */
    private static void expectLast(Iterator<Leader> leaders, EtcdClient writer, Tally tally) {
        long last = writer.elections().leader(Flood.ELECTION).orElseThrow().kv().modRevision();
        long before = 0;
        long start = System.nanoTime();
        while (before < last && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(60)) {
            long at = leaders.next().kv().modRevision();
            if (at <= before) {
                tally.violation("out of order", "an observation: " + at + " after " + before);
            }
            before = at;
        }
        if (before != last) {
            tally.violation("not all comes that was not read", "an observation: " + before + ", not " + last);
        }
    }
}
