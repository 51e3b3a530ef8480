package dev.tercet.benchmarks.jmh;

import dev.tercet.internal.scan.ScanMachine;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Header;
import dev.tercet.kv.KeyValue;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What paging adds to the reading of the pages. */
@State(Scope.Thread)
public class ScanBench {
    private static final int PAGE = 1_000;
    private static final int PAGES = 10;

    private final Get all = Get.prefix("keys/");
    private final List<GetResult> pages = pages();

    /** A scan of ten thousand keys in ten pages. */
    @Benchmark
    public long tenPages() {
        ScanMachine machine = new ScanMachine(all, PAGE);
        long keys = 0;
        int at = 0;
        for (Get next = machine.next(); next != null; next = machine.next()) {
            keys += machine.read(pages.get(at++)).size();
        }
        return keys;
    }

    private static List<GetResult> pages() {
        List<KeyValue> kvs = Samples.kvs(PAGE * PAGES);
        List<GetResult> pages = new ArrayList<>();
        for (int from = 0; from < kvs.size(); from += PAGE) {
            boolean more = from + PAGE < kvs.size();
            List<KeyValue> page = List.copyOf(kvs.subList(from, from + PAGE));
            pages.add(new GetResult(new Header(1, 1, 20_000, 1), page, more, kvs.size() - from));
        }
        return pages;
    }
}
