package dev.tercet.v2.internal.client;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.error.ProtocolException;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Delete;
import dev.tercet.v2.key.V2Node;

/** What was there before a deletion. */
final class Popped {
    private Popped() {}

    /** The same answer about the node as it was. */
    static EtcdResult of(V2Delete delete, EtcdResult answer) {
        V2Node before = answer.prevNode()
                .orElseThrow(() -> new ProtocolException(new Details(
                        ErrorCode.PROTOCOL,
                        Outcome.UNKNOWN,
                        delete + ": the server deleted it, and did not say what it was before",
                        delete.toString(),
                        null,
                        null)));
        return new EtcdResult(
                answer.action(),
                before,
                answer.prevNode(),
                answer.newKey(),
                answer.etcdIndex(),
                answer.raftIndex(),
                answer.raftTerm());
    }
}
