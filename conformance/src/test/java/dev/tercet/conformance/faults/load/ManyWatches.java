package dev.tercet.conformance.faults.load;

import dev.tercet.EtcdClient;
import dev.tercet.kv.KeyRange;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Watches that are opened and closed on few clients, hundreds at once: before the server has them, when it has, with events, and with
 * ranges that come and go.
 */
final class ManyWatches implements Part {
    private static final String KEY = "load/watches/key";
    private static final String OTHER = "load/watches/other";
    private static final String ENDED = "watches opened and cancelled";
    private static final String HAD = "watches that the server had before they were cancelled";
    private static final int CLIENTS = 4;
    private static final int AT_ONCE = 250;
    private static final int KINDS = 5;
    private static final int CLOSED_AT_ONCE = 0;

    @Override
    public String name() {
        return "watches";
    }

    @Override
    public long fullSize() {
        return 1_000_000;
    }

    @Override
    public boolean doesAll() {
        return true;
    }

    @Override
    public void run(Work work) throws Exception {
        List<EtcdClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(work.client());
            }
            long revision = clients.get(0).kv().put(KEY, "v").header().revision();
            Semaphore room = new Semaphore(CLIENTS * AT_ONCE);
            LongAdder lasting = new LongAdder();
            work.together(CLIENTS, number -> {
                await(room, 1, work.tally());
                Watch watch = open((int) (number % KINDS), clients.get((int) (number / KINDS % CLIENTS)), revision);
                boolean lasts = number % KINDS != CLOSED_AT_ONCE;
                if (lasts) {
                    lasting.increment();
                }
                watch.ended()
                        .thenCombine(watch.started().handle((at, failure) -> failure), (end, failure) -> {
                            work.tally().count(ENDED);
                            end.cause().ifPresent(why -> wrong("a watch ends by itself", why, number, work));
                            if (lasts && failure == null) {
                                work.tally().count(HAD);
                            } else if (lasts) {
                                wrong("a watch was closed before the server had it", failure, number, work);
                            }
                            return end;
                        })
                        .whenComplete((end, failure) -> room.release());
            });
            await(room, CLIENTS * AT_ONCE, work.tally());
            work.expect(ENDED, work.begun());
            work.expect(HAD, lasting.sum());
        } finally {
            clients.forEach(EtcdClient::close);
        }
    }

    private static void wrong(String what, Throwable why, long number, Work work) {
        work.tally().violation(what, "kind " + number % KINDS + ": " + why);
    }

    private static void await(Semaphore room, int permits, Tally tally) throws InterruptedException {
        if (!room.tryAcquire(permits, 60, TimeUnit.SECONDS)) {
            tally.violation("does not end", "one of the watches at least, in 60 s");
            throw new AssertionError("watches do not end");
        }
    }

    /** One that closes itself, sooner or later. */
    private static Watch open(int kind, EtcdClient etcd, long revision) {
        WatchRequest request = WatchRequest.of(KEY);
        switch (kind) {
            case CLOSED_AT_ONCE -> {
                Watch watch = etcd.async().watches().open(request, signal -> {});
                watch.close();
                return watch;
            }
            case 1 -> {
                Watch watch = etcd.async().watches().open(request.withoutLeader());
                watch.started().whenComplete((at, failure) -> watch.close());
                return watch;
            }
            case 2 -> {
                Closer closer = new Closer();
                Watch watch = etcd.async().watches().open(request.fromRevision(revision), closer);
                closer.watches(watch);
                return watch;
            }
            case 3 -> {
                Watch watch = etcd.async().watches().open(request);
                CompletableFuture.allOf(watch.started(), watch.add(KeyRange.of(OTHER)))
                        .whenComplete((at, failure) -> watch.close());
                return watch;
            }
            default -> {
                Watch watch = etcd.async().watches().open(request.and(KeyRange.of(OTHER)));
                watch.remove(KeyRange.of(OTHER));
                watch.started().whenComplete((at, failure) -> {
                    watch.add(KeyRange.of(OTHER));
                    watch.requestProgress();
                    watch.close();
                });
                return watch;
            }
        }
    }

    /** Closes its watch with the first change, which may come before the watch is known. */
    private static final class Closer implements Consumer<WatchSignal> {
        private final CompletableFuture<Watch> watch = new CompletableFuture<>();

        void watches(Watch its) {
            watch.complete(its);
        }

        @Override
        public void accept(WatchSignal signal) {
            if (signal instanceof WatchSignal.Change) {
                watch.thenAccept(Watch::close);
            }
        }
    }
}
