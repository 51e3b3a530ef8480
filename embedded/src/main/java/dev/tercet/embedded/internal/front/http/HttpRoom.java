package dev.tercet.embedded.internal.front.http;

import com.google.protobuf.Message;
import dev.tercet.embedded.internal.front.call.CallCounts;
import dev.tercet.embedded.internal.front.call.MessageLimit;
import dev.tercet.embedded.internal.front.call.OpenCalls;
import dev.tercet.embedded.internal.status.EtcdError;

/**
 * Where calls of one server are.
 *
 * @param calls those that have no end yet
 * @param counts how many there were
 * @param limit how large a request may be
 */
record HttpRoom(OpenCalls calls, CallCounts counts, MessageLimit limit) {
    /** Throws the refusal of a message that is too large. */
    void check(Message message) {
        EtcdError error = limit.refusal(message);
        if (error != null) {
            throw error;
        }
    }

    /** How much JSON there may be of one message. */
    int maxJson() {
        return (int) Math.min(2L * limit.bytes(), Integer.MAX_VALUE);
    }

    /** Throws the refusal of a message of so much JSON, and still more to come: base64 needs a third more, and there are names. */
    void checkUnfinished(int pending) {
        if (pending > maxJson()) {
            throw limit.refusal("more than " + limit.bytes());
        }
    }
}
