package dev.tercet.embedded.internal.watch;

import dev.tercet.embedded.internal.mvcc.Change;
import dev.tercet.proto.etcdserverpb.ResponseHeader;
import dev.tercet.proto.mvccpb.Event;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes that watches of one interest are to be given: decided within a step, made into events outside of it.
 *
 * @param previousFrom before which revision nothing is known any more of what was there before
 * @param header that of all of it, or null if each batch is to have the revision of its last event
 */
record Portion(
        Interest interest,
        List<Change> changes,
        long previousFrom,
        @Nullable ResponseHeader header,
        List<Share> shares) {
    private static final int MAX_REVISIONS = 1000;
    private static final int MAX_BYTES = 512 * 1024;

    /**
     * Who is to be given it.
     *
     * @param from from which revision on
     */
    record Share(Watcher watcher, long from) {}

    /**
     * The events. What was committed lately is cut between revisions where it is too much for one message; history is read in
     * pieces that fit.
     */
    List<EventBatch> batches() {
        List<EventBatch> batches = new ArrayList<>(1);
        List<Event> events = new ArrayList<>(Math.min(changes.size(), MAX_REVISIONS));
        long last = -1;
        int revisions = 0;
        int bytes = 0;
        for (Change change : changes) {
            long revision = change.kv().getModRevision();
            if (revision != last) {
                if (header == null && (revisions == MAX_REVISIONS || bytes >= MAX_BYTES)) {
                    batches.add(new EventBatch(events));
                    events = new ArrayList<>();
                    revisions = 0;
                    bytes = 0;
                }
                revisions++;
                last = revision;
            }
            events.add(interest.event(change, revision >= previousFrom));
            bytes += change.kv().getKey().size() + change.kv().getValue().size();
        }
        batches.add(new EventBatch(events));
        return batches;
    }
}
