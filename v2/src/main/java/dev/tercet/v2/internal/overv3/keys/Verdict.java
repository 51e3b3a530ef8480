package dev.tercet.v2.internal.overv3.keys;

import dev.tercet.kv.Bytes;
import dev.tercet.v2.internal.error.V2Codes;
import dev.tercet.v2.key.V2Action;

/** What comes of a call, given a scene. */
sealed interface Verdict {
    /** An error of the v2 API. */
    record Refused(V2Codes code, String cause) implements Verdict {}

    /** There is nothing at the path; what is missing, of it and the directories above, is still to be found. */
    record Missing() implements Verdict {}

    /**
     * A write of a key, or of a new directory.
     *
     * @param dir whether it makes a directory
     * @param value the key's
     */
    record Written(V2Action action, boolean dir, Bytes value, boolean silent) implements Verdict {}

    /** Another time to live for a directory that is there. */
    record Retimed(V2Action action, boolean silent) implements Verdict {}

    /** A deletion. */
    record Deleted(V2Action action, boolean dir, boolean recursive) implements Verdict {}
}
