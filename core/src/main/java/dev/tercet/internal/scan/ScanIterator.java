package dev.tercet.internal.scan;

import dev.tercet.error.EtcdException;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyValue;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** A traversal on the calling thread: reads a page when the one before is used up. */
public final class ScanIterator implements Iterator<KeyValue> {
    private final ScanMachine machine;
    private final Function<Get, GetResult> read;
    private List<KeyValue> page = List.of();
    private int at;

    /** A traversal that reads its pages with {@code read}. */
    public ScanIterator(ScanMachine machine, Function<Get, GetResult> read) {
        this.machine = machine;
        this.read = read;
    }

    @Override
    public boolean hasNext() {
        while (at == page.size()) {
            Get next = machine.next();
            if (next == null) {
                return false;
            }
            // First, so that memory does not have to hold two.
            page = List.of();
            at = 0;
            try {
                page = machine.read(read.apply(next));
            } catch (EtcdException e) {
                if (!TooLarge.isMended(machine, e)) {
                    throw e;
                }
            }
        }
        return true;
    }

    @Override
    public KeyValue next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the scan is at its end");
        }
        return page.get(at++);
    }
}
