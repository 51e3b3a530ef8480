package dev.tercet.v2.internal.http;

import dev.tercet.http.HttpHead;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a server answered, or whoever it pointed to.
 *
 * @param where the endpoint that answered
 * @param head the head
 * @param body the body
 * @param fault why it is no good, where trying again is of no use; null if it is good
 */
@SuppressWarnings("ArrayRecordComponent") // Made once, read once, compared never.
public record V2Answer(
        String where, HttpHead head, byte[] body, @Nullable Fault fault) {
    private static final int CREATED = 201;

    /** HTTP's number. */
    public int status() {
        return head.status();
    }

    /** Whether something new was made. */
    public boolean isCreated() {
        return head.status() == CREATED;
    }

    /** The store's index; 0 if it did not say. */
    public long etcdIndex() {
        return index(head, "X-Etcd-Index");
    }

    /** Raft's index; 0 if it did not say. */
    public long raftIndex() {
        return index(head, "X-Raft-Index");
    }

    /** Raft's term; 0 if it did not say. */
    public long raftTerm() {
        return index(head, "X-Raft-Term");
    }

    /** Whether the body has nothing in it but white space. */
    boolean isBlank() {
        for (byte one : body) {
            if (one < 0 || one > ' ') {
                return false;
            }
        }
        return true;
    }

    /** The body as a text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    static long index(HttpHead head, String name) {
        try {
            return head.header(name)
                    .map(text -> Long.parseUnsignedLong(text.strip()))
                    .orElse(0L);
        } catch (NumberFormatException e) {
            // Of use to some, and no reason to lose the answer.
            return 0;
        }
    }
}
