package dev.tercet.conformance.faults.load;

import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.testkit.etcd.WhenUnavailable;
import dev.tercet.v2.EtcdV2Client;
import dev.tercet.v2.V2Backend;
import dev.tercet.v2.watch.EternalWatch;
import dev.tercet.v2.watch.V2Event;
import dev.tercet.v2.watch.V2Watch;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The same with watches of v2, on a store of v3 or of v2: a loop that does not go on, a listener that blocks, a subscriber that asks for
 * nothing. Memory stays bounded, and all of it comes when they read again, unless the server says that it has it no more.
 */
final class UnreadV2 implements Part {
    /** The last that still has a store of v2. */
    private static final String WITH_V2 = "3.5";

    private static final String DIRECTORY = "/load/v2/flood";
    private static final int KEYS = 50;
    private static final int WRITERS = 4;

    private static final long PATIENCE_SECONDS = 120;

    private final V2Backend backend;

    UnreadV2(V2Backend backend) {
        this.backend = backend;
    }

    @Override
    public String name() {
        return "consumers of v2 that do not read, " + backend;
    }

    @Override
    public long fullSize() {
        return 2_000;
    }

    @Override
    public boolean warmsUp() {
        return backend == V2Backend.V3;
    }

    @Override
    public void run(Work work) throws Exception {
        if (backend == V2Backend.V3) {
            run(work, work.etcd());
            return;
        }
        EtcdSettings settings = EtcdSettings.of(WITH_V2).withOption("enable-v2", "true");
        try (RealEtcd own = WhenUnavailable.of(WITH_V2).obtain(() -> RealEtcd.start(settings))) {
            run(work, own);
        }
    }

    /** On v3, three watches with buffers of 16 MiB; on v2, one answer each. */
    private long heapBound() {
        return (24L + (backend == V2Backend.V3 ? 3 * 16 : 0)) << 20;
    }

    private EtcdV2Client client(RealEtcd etcd) {
        return EtcdV2Client.builder()
                .endpoints(etcd.endpoints())
                .backend(backend)
                .build();
    }

    private void run(Work work, RealEtcd etcd) throws Exception {
        Tally tally = work.tally();
        CountDownLatch released = new CountDownLatch(1);
        try (EtcdV2Client writer = client(etcd);
                EtcdV2Client reader = client(etcd)) {
            // From the first on, so that nothing is missed between an answer and the next question.
            long first = writer.set(DIRECTORY + "/first", "v").modifiedIndex() + 1;
            V2Watch watch = V2Watch.of(DIRECTORY).recursive().fromIndex(first);
            SeenV2 heard = new SeenV2("a listener of v2 that blocked", tally);
            SeenV2 published = new SeenV2("a subscriber of v2 that asked for nothing", tally);
            SeenV2 looped = new SeenV2("a loop of v2 that went on", tally);
            try (EternalWatch loop = reader.eternalWatch(watch)) {
                reader.eternalWatch(watch, (event, stop) -> {
                    await(released);
                    heard.accept(event);
                });
                Reluctant<V2Event> subscriber = new Reluctant<>(published);
                reader.publisher(watch).subscribe(subscriber);
                Iterator<V2Event> events = loop.iterator();

                Memory before = Memory.used();
                List<Long> written = flood(writer, work);
                tally.count("values of v2 that nobody read", written.size());
                UnreadConsumers.expectBounded(before, heapBound(), work);
                long last = written.get(written.size() - 1);
                CompletableFuture<Void> read =
                        new CompletableFuture<Void>().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
                read.handle((done, late) -> null).thenRun(loop::close);
                while (looped.next() <= last && events.hasNext()) {
                    looped.accept(events.next());
                }
                read.complete(null);
                released.countDown();
                subscriber.askForAll();
                for (SeenV2 seen : List.of(looped, heard, published)) {
                    seen.expectAll(written);
                }
            } finally {
                released.countDown();
            }
        }
    }

    private static List<Long> flood(EtcdV2Client writer, Work work) throws Exception {
        Queue<Long> indexes = new ConcurrentLinkedQueue<>();
        String value = "v".repeat(Flood.VALUE_BYTES);
        work.together(
                WRITERS,
                number -> indexes.add(writer.set(DIRECTORY + "/" + number % KEYS, number + value)
                        .modifiedIndex()));
        return indexes.stream().sorted().toList();
    }

    private static void await(CountDownLatch released) {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
