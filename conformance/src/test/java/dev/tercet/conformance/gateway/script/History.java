package dev.tercet.conformance.gateway.script;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a server knows of the past of a prefix, and tells a watch from whatever revision it is asked for: in messages of the form
 * that etcd gives them, the same from 3.3 to 3.7, without what is older.
 *
 * @param messages in order
 */
record History(List<Message> messages) {
    /** The first revision there is. */
    static final long FIRST = 5;

    /** The last revision there is. */
    static final long LAST = 20;

    private static final long MARK = 15;

    /** A change of one key below the prefix. */
    record Change(long revision, String key, String value) {
        @Override
        public String toString() {
            return revision + " " + key + "=" + value;
        }
    }

    /** A message of a watch: changes, or a mark if there are none. */
    record Message(long header, boolean fragment, List<Change> changes) {
        boolean isNewsSince(long start) {
            return changes.isEmpty()
                    ? header >= start
                    : changes.stream().anyMatch(change -> change.revision() >= start);
        }

        String text(String prefix, String watchId, long start) {
            String events = changes.stream()
                    .filter(change -> change.revision() >= start)
                    .map(change -> Bodies.event(prefix + change.key(), change.value(), change.revision()))
                    .collect(Collectors.joining(","));
            return Bodies.result(
                    header,
                    watchId,
                    (fragment ? ",\"fragment\":true" : "") + (changes.isEmpty() ? "" : ",\"events\":[" + events + "]"));
        }
    }

    /**
     * Several revisions in a message, several events in a revision, revisions whose events come in fragments, beside others and alone,
     * a mark, and single events.
     */
    static History ofAllKinds() {
        Change deleted = new Change(8, "b", "");
        return new History(List.of(
                whole(30, change(5, "a"), change(6, "b"), change(7, "a")),
                whole(30, change(8, "a"), deleted),
                fragment(30, change(9, "a"), change(9, "b")),
                fragment(30, change(9, "c")),
                whole(30, change(9, "d"), change(10, "a")),
                fragment(30, change(11, "a"), change(12, "a")),
                whole(30, change(12, "b")),
                whole(MARK),
                whole(16, change(16, "ä")),
                whole(19, change(17, "a"), change(19, "b")),
                whole(LAST, change(LAST, "a"))));
    }

    private static Change change(long revision, String key) {
        return new Change(revision, key, "v" + revision);
    }

    private static Message whole(long header, Change... changes) {
        return new Message(header, false, Arrays.asList(changes));
    }

    private static Message fragment(long header, Change... changes) {
        return new Message(header, true, Arrays.asList(changes));
    }

    /** All that ever changed. */
    List<Change> changes() {
        return messages.stream().flatMap(message -> message.changes().stream()).toList();
    }

    /**
     * What a watch is sent.
     *
     * @param start the first revision it wants
     * @param watchId which it is of those on its stream
     */
    List<String> since(String prefix, long start, String watchId) {
        List<String> texts = new ArrayList<>();
        texts.add(Bodies.result(30, watchId, ",\"created\":true"));
        messages.stream()
                .filter(message -> message.isNewsSince(start))
                .forEach(message -> texts.add(message.text(prefix, watchId, start)));
        return texts;
    }
}
