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
import java.util.function.Consumer;

/**
 * Watches that are opened and closed on few clients, hundreds at once: before the server has them, when it has, with events, and with
 * ranges that come and go.
 */
final class ManyWatches implements Part {
    private static final String KEY = "load/watches/key";
    private static final String OTHER = "load/watches/other";
    private static final int CLIENTS = 4;
    private static final int AT_ONCE = 250;
    private static final int KINDS = 5;

    @Override
    public String name() {
        return "watches";
    }

    @Override
    public long fullSize() {
        return 1_000_000;
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
            work.together(CLIENTS, number -> {
                await(room, 1, work.tally());
                Watch watch = open((int) (number % KINDS), clients.get((int) (number / KINDS % CLIENTS)), revision);
                watch.ended().thenAccept(end -> {
                    room.release();
                    work.tally().count("watches opened and cancelled");
                    end.cause().ifPresent(why -> work.tally().violation("a watch ends by itself", why.toString()));
                });
            });
            await(room, CLIENTS * AT_ONCE, work.tally());
        } finally {
            clients.forEach(EtcdClient::close);
        }
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
            case 0 -> {
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
                watch.add(KeyRange.of(OTHER)).whenComplete((at, failure) -> watch.close());
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
