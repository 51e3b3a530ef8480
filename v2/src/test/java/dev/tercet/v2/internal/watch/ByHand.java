package dev.tercet.v2.internal.watch;

import dev.tercet.v2.internal.backend.EventSink;
import dev.tercet.v2.internal.backend.EventSource;
import dev.tercet.v2.internal.backend.WatchOpener;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Action;
import dev.tercet.v2.key.V2Node;
import dev.tercet.v2.watch.V2Event;
import dev.tercet.v2.watch.V2Watch;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Watches whose events a test tells by hand. */
final class ByHand implements WatchOpener {
    final List<Opened> opened = new CopyOnWriteArrayList<>();

    @Override
    public Opened watch(V2Watch watch, boolean recovers, EventSink sink) {
        Opened one = new Opened(recovers, sink, new AtomicLong(), new AtomicLong());
        opened.add(one);
        return one;
    }

    record Opened(boolean recovers, EventSink sink, AtomicLong asked, AtomicLong cancels) implements EventSource {
        @Override
        public void request(long events) {
            asked.updateAndGet(now -> now + events < 0 ? Long.MAX_VALUE : now + events);
        }

        @Override
        public void cancel() {
            cancels.incrementAndGet();
        }

        boolean isCancelled() {
            return cancels.get() > 0;
        }
    }

    static V2Event change(long index) {
        V2Node node = new V2Node(
                "/k", Optional.of("v" + index), false, Optional.empty(), Optional.empty(), index, index, List.of());
        return new V2Event.Change(new EtcdResult(V2Action.SET, node, Optional.empty(), false, index, 0, 0));
    }
}
