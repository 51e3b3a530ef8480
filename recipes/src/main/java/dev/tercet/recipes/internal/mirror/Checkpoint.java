package dev.tercet.recipes.internal.mirror;

import dev.tercet.kv.Bytes;
import dev.tercet.recipes.mirror.MirrorPlan;
import java.util.Optional;

/**
 * How far a mirror is, as it is written at the destination.
 *
 * @param cluster the source's cluster
 * @param revision the revision of the source that the destination shows; meaningless unless {@code complete}
 * @param done how many events of the next revision with events are there already, if that one is split
 * @param complete whether everything was listed
 * @param marked whether each copied key has a mark
 * @param writer the mirror that wrote it, by a name of its own
 * @param number counts what that one wrote: no two are alike
 */
record Checkpoint(long cluster, long revision, int done, boolean complete, boolean marked, String writer, long number) {
    private static final String VERSION = "tercet-mirror-1";
    private static final int FIELDS = 10;

    Checkpoint by(String other, long count) {
        return new Checkpoint(cluster, revision, done, complete, marked, other, count);
    }

    Checkpoint at(Position position) {
        return new Checkpoint(cluster, position.revision(), position.done(), true, marked, writer, number);
    }

    Position position() {
        return new Position(revision, done);
    }

    Bytes encode(MirrorPlan plan) {
        return Bytes.of(String.join(
                " ",
                VERSION,
                complete ? "complete" : "copying",
                Long.toHexString(cluster),
                Long.toString(revision),
                Integer.toString(done),
                marked ? "marked" : "plain",
                writer,
                Long.toString(number),
                "<" + plan.from().hex() + ">",
                "<" + plan.to().hex() + ">"));
    }

    /** What is written there, if a mirror with this plan wrote it. */
    static Optional<Checkpoint> decode(Bytes value, MirrorPlan plan) {
        String[] fields = value.utf8().split(" ");
        if (fields.length != FIELDS) {
            return Optional.empty();
        }
        try {
            Checkpoint read = new Checkpoint(
                    Long.parseUnsignedLong(fields[2], 16),
                    Long.parseLong(fields[3]),
                    Integer.parseInt(fields[4]),
                    fields[1].equals("complete"),
                    fields[5].equals("marked"),
                    fields[6],
                    Long.parseLong(fields[7]));
            // Written again it is the same, or it was something else.
            return read.encode(plan).equals(value) ? Optional.of(read) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
