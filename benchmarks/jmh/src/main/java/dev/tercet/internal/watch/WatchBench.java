package dev.tercet.internal.watch;

import dev.tercet.benchmarks.jmh.Samples;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyRange;
import dev.tercet.watch.WatchEvent;
import dev.tercet.watch.WatchSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A message of events on its way from the transport to the consumer, less the threads. An operation is a message. */
@State(Scope.Thread)
public class WatchBench {
    private static final KeyRange RANGE = KeyRange.prefix(Bytes.of("keys/"));

    private final Feed one = new Feed(1, i -> i);
    private final Feed hundred = new Feed(100, i -> i);
    private final Feed transactions = new Feed(100, i -> i / 100);
    private final Parcels parcels = new Parcels();
    private final WatchBuffer buffer = new WatchBuffer(16 << 20, () -> {});
    private final Parcel ready = Parcel.of(hundred.next(), RANGE);

    public WatchBench() {
        buffer.release(WatchEffect.Deliver.of(new WatchSignal.Started(1)));
        buffer.take();
    }

    @Benchmark
    public Object message1() {
        return whole(one);
    }

    /** A hundred puts, a revision each. */
    @Benchmark
    public Object message100() {
        return whole(hundred);
    }

    /** A transaction of a hundred puts. */
    @Benchmark
    public Object transaction100() {
        return whole(transactions);
    }

    /** A hundred puts in two fragments. */
    @Benchmark
    public int fragments100() {
        List<WatchEvent> events = hundred.next();
        WatchMachine machine = hundred.machine();
        int handedOn =
                machine.events(events.subList(0, 50), true, Long.MAX_VALUE).size();
        return handedOn
                + machine.events(events.subList(50, 100), false, Long.MAX_VALUE).size();
    }

    /** Into the buffer in one piece, out of it one by one. */
    @Benchmark
    public int buffer100() {
        buffer.add(ready.changes(), ready.weight());
        int taken = 0;
        while (buffer.take() != null) {
            taken++;
        }
        return taken;
    }

    private Object whole(Feed feed) {
        List<WatchEvent> events = feed.next();
        return feed.machine().message(parcels.of(events, RANGE), Long.MAX_VALUE);
    }

    /** Messages of younger and younger revisions, to a machine that has not had them. */
    private static final class Feed {
        private static final int MESSAGES = 256;

        private final List<List<WatchEvent>> messages = new ArrayList<>(MESSAGES);
        private WatchMachine machine = live();
        private int at;

        /** So many events each, and at which revision, from 1 on, each of all is. */
        Feed(int events, IntToLongFunction revision) {
            for (int i = 0; i < MESSAGES; i++) {
                List<WatchEvent> message = new ArrayList<>(events);
                for (int j = 0; j < events; j++) {
                    message.add(Samples.put(j, 1 + revision.applyAsLong(i * events + j)));
                }
                messages.add(List.copyOf(message));
            }
        }

        List<WatchEvent> next() {
            if (at == MESSAGES) {
                at = 0;
                machine = live();
            }
            return messages.get(at++);
        }

        WatchMachine machine() {
            return machine;
        }

        private static WatchMachine live() {
            WatchMachine machine = new WatchMachine(RANGE, 1, false, true, new OneCluster(), bound -> 0);
            machine.begin();
            machine.created(1, 1, 0);
            return machine;
        }
    }
}
