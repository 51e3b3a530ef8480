package dev.tercet.v2.internal.overv3;

import dev.tercet.kv.Bytes;
import dev.tercet.v2.key.V2Action;
import java.util.Objects;
import java.util.Optional;

/**
 * What a write of the emulation did, noted at {@link Layout#ACT} in the same transaction: whoever watches reads it there at an
 * event's revision. If the note was changed at that very revision, all that happened in it is this one act, whatever other keys it
 * touched: markers of directories on the way, children that follow their directory, what was below a deleted directory. Otherwise
 * the event is somebody else's, who speaks v3.
 *
 * @param action what was done
 * @param key the path that it was done to
 * @param dir whether that is, or was, a directory
 * @param silent whether watches are not told: a refresh, or a part of something that is done in several transactions, of which the
 *     last tells
 */
public record Act(V2Action action, String key, boolean dir, boolean silent) {
    /** Checks for nulls. */
    public Act {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(key, "key");
    }

    /** One line of JSON, such as <code>{"action":"set","key":"/a"}</code>. */
    public Bytes toBytes() {
        return ActText.write(this);
    }

    /** What the note says; empty if nobody here wrote it. */
    public static Optional<Act> of(Bytes note) {
        return ActText.read(note);
    }
}
