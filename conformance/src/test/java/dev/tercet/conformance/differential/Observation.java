package dev.tercet.conformance.differential;

import com.google.protobuf.Message;
import dev.tercet.conformance.differential.Ongoing.Ended;
import dev.tercet.proto.etcdserverpb.RangeStreamResponse;
import dev.tercet.proto.etcdserverpb.SnapshotResponse;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of a step.
 *
 * @param lines what must be the same on both sides
 * @param replies the messages as they came, for whoever chooses the next steps
 */
record Observation(List<String> lines, List<Message> replies) {
    static final Observation NOTHING = new Observation(List.of(), List.of());
    private static final int SHOWN = 10;

    /** What came of a call. */
    static Observation of(Ended ended) {
        List<String> lines = new ArrayList<>();
        together(ended.replies()).forEach(reply -> lines.add(Texts.of(Normal.of(reply))));
        lines.add(text(ended.status()));
        return new Observation(lines, ended.replies());
    }

    /** One message of several. */
    static Observation of(Message reply) {
        return new Observation(List.of(Texts.of(Normal.of(reply))), List.of(reply));
    }

    /** Something that has no message. */
    static Observation of(String line) {
        return new Observation(List.of(line), List.of());
    }

    boolean sameAs(Observation other) {
        return lines.equals(other.lines);
    }

    /** Whether the call succeeded. */
    boolean ok() {
        return !lines.isEmpty() && lines.get(lines.size() - 1).equals("OK");
    }

    /** The lines from the first on that is not the other's, but for what follows far behind. */
    String besides(Observation other) {
        int same = 0;
        while (same < Math.min(lines.size(), other.lines.size())
                && lines.get(same).equals(other.lines.get(same))) {
            same++;
        }
        List<String> rest = lines.subList(same, Math.min(lines.size(), same + SHOWN));
        return (same > 0 ? "(" + same + " lines as there)\n      " : "") + String.join("\n      ", rest);
    }

    @Override
    public String toString() {
        return String.join("\n      ", lines);
    }

    /** The parts of one reply as one message: a server may cut where it likes. */
    private static List<Message> together(List<Message> replies) {
        if (replies.isEmpty()) {
            return replies;
        } else if (replies.get(0) instanceof RangeStreamResponse) {
            RangeStreamResponse.Builder all = RangeStreamResponse.newBuilder();
            replies.forEach(reply -> all.mergeFrom((RangeStreamResponse) reply));
            return List.of(all.build());
        } else if (replies.get(0) instanceof SnapshotResponse) {
            return List.of(replies.get(0));
        }
        return replies;
    }

    private static String text(Status status) {
        return switch (status.getCode()) {
            case OK -> "OK";
            // Whose deadline it was, and by how much.
            case DEADLINE_EXCEEDED -> "DEADLINE_EXCEEDED";
            default -> status.getCode() + ": " + status.getDescription();
        };
    }
}
