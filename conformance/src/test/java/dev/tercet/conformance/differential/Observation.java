package dev.tercet.conformance.differential;

import com.google.protobuf.Message;
import java.util.List;

/**
 * What came of a step.
 *
 * @param lines what must be the same on both sides
 * @param replies the messages as they came, for whoever chooses the next steps
 */
record Observation(List<String> lines, List<Message> replies) {
    boolean sameAs(Observation other) {
        return lines.equals(other.lines);
    }

    /** Whether the call succeeded. */
    boolean ok() {
        return !lines.isEmpty() && lines.get(lines.size() - 1).equals("OK");
    }

    @Override
    public String toString() {
        return String.join("\n      ", lines);
    }
}
