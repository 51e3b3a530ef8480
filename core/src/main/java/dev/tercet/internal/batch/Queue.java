package dev.tercet.internal.batch;

import dev.tercet.internal.batch.Item.State;
import dev.tercet.kv.Batching;
import dev.tercet.kv.Bytes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The calls that wait, in the order they came, and which of them go next. Not for several threads. */
final class Queue {
    private final Deque<Item<?>> waiting = new ArrayDeque<>();
    private final boolean keysOnce;
    private final int maxBytes;
    private int maxOperations;

    /** How many of those that wait are over: they are left where they are until there are many. */
    private int over;

    /**
     * An empty one.
     *
     * @param keysOnce whether a key may be in a batch only once
     */
    Queue(Batching limits, boolean keysOnce) {
        this.keysOnce = keysOnce;
        this.maxBytes = limits.maxBytes();
        this.maxOperations = limits.maxOperations();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    void add(Item<?> item) {
        waiting.addLast(item);
    }

    /** One of those that wait is over. */
    void ended() {
        over++;
        if (over > waiting.size() / 2) {
            waiting.removeIf(item -> item.state == State.OVER);
            over = 0;
        }
    }

    /** Back to where they came from, since the server takes fewer at once. */
    void refused(List<Item<?>> items) {
        maxOperations = Math.max(1, Math.min(maxOperations, items.size() / 2));
        putBack(items.stream().filter(item -> item.state != State.OVER).toList());
    }

    private void putBack(List<Item<?>> items) {
        for (int i = items.size() - 1; i >= 0; i--) {
            waiting.addFirst(items.get(i));
        }
    }

    /** Takes out those that go next, as sent; none if none wait. */
    List<Item<?>> next() {
        List<Item<?>> batch = new ArrayList<>();
        List<Item<?>> passed = new ArrayList<>();
        Set<Bytes> keys = new HashSet<>();
        int bytes = 0;
        for (Item<?> item = waiting.peekFirst(); item != null; item = waiting.peekFirst()) {
            boolean ended = item.state == State.OVER;
            if (!ended && !batch.isEmpty() && !fits(item, batch, bytes)) {
                break;
            }
            waiting.removeFirst();
            if (ended) {
                over--;
                continue;
            }
            if (keysOnce && !keys.add(item.key())) {
                passed.add(item);
                // A key that everybody writes must not have the whole line looked through each time.
                if (passed.size() == maxOperations) {
                    break;
                }
                continue;
            }
            item.state = State.SENT;
            batch.add(item);
            bytes += item.size();
        }
        putBack(passed);
        return batch;
    }

    private boolean fits(Item<?> item, List<Item<?>> batch, int bytes) {
        return batch.size() < maxOperations && bytes + item.size() <= maxBytes && item.goesWith(batch.get(0));
    }
}
