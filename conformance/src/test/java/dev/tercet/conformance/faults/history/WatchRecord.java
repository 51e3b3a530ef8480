package dev.tercet.conformance.faults.history;

import dev.tercet.watch.WatchRequest;
import dev.tercet.watch.WatchSignal;
import java.util.List;

/**
 * A watch and all that it said.
 *
 * @param heard in the order in which they were handed out
 */
public record WatchRecord(long id, String client, long began, WatchRequest asked, List<Heard> heard) {
    public WatchRecord {
        heard = List.copyOf(heard);
    }

    /** A signal, and when it came. */
    public record Heard(long at, WatchSignal signal) {}

    @Override
    public String toString() {
        return "watch #" + id + " of " + client + " (" + asked + ")";
    }
}
