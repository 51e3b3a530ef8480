package dev.tercet.testkit.script;

import dev.tercet.proto.etcdserverpb.LeaseKeepAliveRequest;
import dev.tercet.proto.etcdserverpb.LeaseKeepAliveResponse;

/**
 * A stream of {@code LeaseKeepAlive}, on which a client renews any number of leases.
 *
 * @since 0.1
 */
public final class RenewalStream extends ScriptedStream<LeaseKeepAliveRequest, LeaseKeepAliveResponse> {
    RenewalStream(Wire<LeaseKeepAliveRequest, LeaseKeepAliveResponse> wire) {
        super(wire);
    }

    /** Says that lease {@code id} has {@code ttlSeconds} again; 0 says that it is gone. */
    public RenewalStream renewed(long id, long ttlSeconds) {
        send(LeaseKeepAliveResponse.newBuilder()
                .setHeader(Messages.header(1))
                .setID(id)
                .setTTL(ttlSeconds)
                .build());
        return this;
    }

    /** Renews whatever is asked for. */
    public void renewAll(long ttlSeconds) {
        always(request -> renewed(request.getID(), ttlSeconds));
    }

    /** As etcd's does. */
    @Override
    void onLast() {
        end();
    }
}
