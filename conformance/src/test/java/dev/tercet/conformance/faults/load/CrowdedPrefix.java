package dev.tercet.conformance.faults.load;

import dev.tercet.EtcdClient;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.testkit.proxy.FaultProxy;
import dev.tercet.watch.Watch;
import dev.tercet.watch.WatchRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A hundred watches of one client on one prefix that is written to at full speed, while other processes take the processors and the
 * line is slow and is cut, and while further watches come and go: each is told everything, none is forgotten.
 */
final class CrowdedPrefix implements Part {
    private static final String PREFIX = "load/crowd/";
    private static final int WATCHES = 100;
    private static final int WRITERS = 2;
    private static final int PUTS_AT_ONCE = 32;
    private static final int SPINNERS_PER_PROCESSOR = 4;
    private static final long SMALL_BUFFER = 64 << 10;
    private static final int CUT_EVERY = 500;
    private static final Duration OPENING = Duration.ofSeconds(10);
    private static final Duration DELAY = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public String name() {
        return "a crowd on one prefix";
    }

    @Override
    public long fullSize() {
        return 200_000;
    }

    @Override
    public void run(Work work) throws Exception {
        Tally tally = work.tally();
        List<Spectator> crowd = new ArrayList<>();
        List<Watch> watches = new ArrayList<>();
        try (FaultProxy proxy = FaultProxy.inFrontOf(work.etcd().endpoints().get(0));
                EtcdClient writer = work.client();
                EtcdClient watcher = EtcdClient.connect(proxy.endpoint())) {
            for (int i = 0; i < WATCHES; i++) {
                Spectator spectator = new Spectator("watch " + i + " of " + WATCHES, tally);
                crowd.add(spectator);
                WatchRequest request = WatchRequest.prefix(PREFIX);
                // Half of them are full, stopped at the server and resumed, again and again.
                watches.add(watcher.async()
                        .watches()
                        .open(i % 2 == 0 ? request : request.withBuffer(SMALL_BUFFER), spectator));
            }
            for (Watch watch : watches) {
                Ends.of(watch.started(), "the opening of a watch", tally);
            }
            crowd.forEach(Spectator::begin);
            AtomicLong last = new AtomicLong();
            long written;
            try (Spinners spinners = Spinners.start(SPINNERS_PER_PROCESSOR)) {
                tally.most("processes that took the processors", spinners.count());
                written = write(work, writer, watcher, proxy, last);
            }
            proxy.restore();
            tally.count("changes that each of a hundred watches was told", written);
            crowd.forEach(one -> tally.most("longest silence of a watch, in ms", one.silenceMillis()));
            expectAll(crowd, written, last.get(), PATIENCE, tally);
            crowd.forEach(one -> tally.count("interruptions of watches in the crowd", one.interruptions()));
            watches.forEach(Watch::close);
        }
    }

    /** One of the workers opens watches among the others; the rest write. */
    private static long write(Work work, EtcdClient writer, EtcdClient watcher, FaultProxy proxy, AtomicLong last)
            throws Exception {
        Semaphore room = new Semaphore(PUTS_AT_ONCE);
        AtomicLong written = new AtomicLong();
        work.together(WRITERS + 1, number -> {
            if (number % 1000 == 0) {
                proxy.delay(DELAY.multipliedBy(number / 1000 % 3));
                openOne(watcher, work.tally());
                return;
            }
            if (number % CUT_EVERY == CUT_EVERY / 2) {
                proxy.cut();
                work.tally().count("cuts of the crowd's connection");
            }
            if (!room.tryAcquire(60, TimeUnit.SECONDS)) {
                throw new AssertionError("puts do not end");
            }
            writer.async().kv().put(PREFIX + number % 10, "v").whenComplete((result, failure) -> {
                if (result != null) {
                    written.incrementAndGet();
                    last.accumulateAndGet(result.header().revision(), Math::max);
                } else {
                    work.tally().violation("a put fails", failure.toString());
                }
                room.release();
            });
        });
        if (!room.tryAcquire(PUTS_AT_ONCE, 60, TimeUnit.SECONDS)) {
            throw new AssertionError("puts do not end");
        }
        return written.get();
    }

    /** On a machine that is so busy it may take too long; then it says so. */
    private static void openOne(EtcdClient watcher, Tally tally) {
        try (Watch watch = watcher.withTimeout(OPENING).watches().open(WatchRequest.prefix(PREFIX))) {
            tally.count(watch.isOpen() ? "watches opened in the crowd" : "watches ended in the crowd");
        } catch (EtcdException e) {
            if (e.code() == ErrorCode.TIMEOUT) {
                tally.count("openings in the crowd not confirmed in ten seconds");
            } else {
                tally.violation("an opening fails", e.toString());
            }
        }
    }

    /** Each has been told all that was written, sooner or later: while any is told something, all are waited for. */
    static void expectAll(List<Spectator> crowd, long written, long last, Duration patience, Tally tally) {
        long before = -1;
        long since = System.nanoTime();
        while (crowd.stream().anyMatch(one -> one.last() < last) && System.nanoTime() - since < patience.toNanos()) {
            long told = crowd.stream().mapToLong(Spectator::changes).sum();
            if (told != before) {
                before = told;
                since = System.nanoTime();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        for (Spectator one : crowd) {
            if (one.last() != last || one.changes() != written) {
                tally.violation("a watch was forgotten", one + "; of " + written + ", the last of revision " + last);
            }
        }
    }
}
