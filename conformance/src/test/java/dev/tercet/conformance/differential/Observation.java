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
    private static final int SHOWN = 10;

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
}
