package dev.tercet.internal.scan;

import dev.tercet.error.EtcdException;
import dev.tercet.error.TransientEtcdException;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyValue;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A traversal on the calling thread. From the second page on, the next is under way while one is used. */
public final class ScanIterator implements Iterator<KeyValue> {
    private final ScanMachine machine;
    private final Pages pages;
    private List<KeyValue> page = List.of();
    private int at;
    private @Nullable Asked ahead;

    /** Where pages come from. */
    public interface Pages {
        /** Reads one, and waits for it. */
        GetResult read(Get page);

        /** Asks for one, for whoever waits for it later. */
        Asked ask(Get page);
    }

    /** A page that was asked for. */
    public interface Asked {
        /** Whether it is there, or has failed. */
        boolean isDone();

        /** Waits for it; interrupts and failures are as those of any call. Once. */
        GetResult await();
    }

    /** A traversal of these pages. */
    public ScanIterator(ScanMachine machine, Pages pages) {
        this.machine = machine;
        this.pages = pages;
    }

    @Override
    public boolean hasNext() {
        return at < page.size() || turn();
    }

    /** Goes on to the next page that has keys, if there is one. */
    private boolean turn() {
        while (at == page.size()) {
            Get next = machine.next();
            if (next == null) {
                return false;
            }
            // First, so that memory does not have to hold them with those to come.
            page = List.of();
            at = 0;
            Asked asked = ahead;
            ahead = null;
            try {
                page = machine.read(asked == null ? pages.read(next) : taken(asked, next));
            } catch (EtcdException e) {
                if (!TooLarge.isMended(machine, e)) {
                    throw e;
                }
            }
            if (machine.isToReadAhead()) {
                ahead = pages.ask(Objects.requireNonNull(machine.next()));
            }
        }
        return true;
    }

    private GetResult taken(Asked asked, Get next) {
        boolean before = asked.isDone();
        try {
            return asked.await();
        } catch (TransientEtcdException e) {
            if (!before) {
                // Waited for until its deadline, which is the whole wait's.
                throw e;
            }
            // It may be long ago that it failed.
            return pages.read(next);
        }
    }

    @Override
    public KeyValue next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the scan is at its end");
        }
        return page.get(at++);
    }
}
