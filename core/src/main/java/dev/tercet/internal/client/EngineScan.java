package dev.tercet.internal.client;

import dev.tercet.Scan;
import dev.tercet.connection.CallOptions;
import dev.tercet.internal.scan.PageAhead;
import dev.tercet.internal.scan.ScanIterator;
import dev.tercet.internal.scan.ScanMachine;
import dev.tercet.internal.scan.ScanPublisher;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyValue;
import dev.tercet.spi.KvRpcs;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A scan over the engine. */
final class EngineScan implements Scan {
    private final View view;
    private final Get get;
    private final int pageSize;

    EngineScan(View view, Get get, int pageSize) {
        this.view = view;
        this.get = get;
        this.pageSize = pageSize;
    }

    static Scan of(View view, Get get) {
        return new EngineScan(view, view.namespace().in(ScanMachine.check(get)), 0);
    }

    @Override
    public Scan withPageSize(int keys) {
        if (keys < 1) {
            throw new IllegalArgumentException("a page has at least 1 key, not " + keys);
        }
        return new EngineScan(view, get, keys);
    }

    private CallOptions options(Get page) {
        CallOptions callers = view.options();
        return callers.withMaxReplyBytes(Math.min(callers.maxReplyBytes(), ScanMachine.maxBytes(page)));
    }

    @Override
    public Iterator<KeyValue> iterator() {
        Iterator<KeyValue> raw = new ScanIterator(new ScanMachine(get, pageSize), new Pages());
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return raw.hasNext();
            }

            @Override
            public KeyValue next() {
                return view.namespace().out(raw.next());
            }
        };
    }

    @Override
    public Stream<KeyValue> stream() {
        int ordered = Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.DISTINCT;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(iterator(), ordered), false);
    }

    @Override
    public Flow.Publisher<KeyValue> publisher() {
        return new ScanPublisher(
                () -> new ScanMachine(get, pageSize),
                page -> view.call(KvRpcs.RANGE, page, options(page)),
                view.namespace()::out,
                view.callbacks().listeners());
    }

    private final class Pages implements ScanIterator.Pages {
        @Override
        public GetResult read(Get page) {
            return view.calls().await(KvRpcs.RANGE, page, options(page));
        }

        @Override
        public ScanIterator.Asked ask(Get page) {
            return new PageAhead(view.calls(), page, options(page));
        }
    }
}
