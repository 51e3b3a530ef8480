package dev.tercet.embedded.internal.state;

import dev.tercet.proto.etcdserverpb.ResponseHeader;
import java.util.function.LongSupplier;

/** The header of every answer. */
public final class Headers {
    private final ResponseHeader identity;
    private final RaftTerm term;
    private final LongSupplier revision;

    /** The last that was made of now, which goes out again until the revision or the term is another. */
    private ResponseHeader current;

    /** Headers with this identity and term, and this store's revision. */
    public Headers(Identity identity, RaftTerm term, LongSupplier revision) {
        this.identity = ResponseHeader.newBuilder()
                .setClusterId(identity.clusterId())
                .setMemberId(identity.memberId())
                .build();
        this.term = term;
        this.revision = revision;
        current = this.identity;
    }

    /** With the store's revision. Within a step. */
    public ResponseHeader now() {
        long now = revision.getAsLong();
        if (current.getRevision() != now || current.getRaftTerm() != term.term()) {
            current = at(now);
        }
        return current;
    }

    /** With a revision of the past, or 0 for none. */
    public ResponseHeader at(long of) {
        return identity.toBuilder().setRaftTerm(term.term()).setRevision(of).build();
    }
}
