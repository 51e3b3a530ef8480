package dev.tercet.embedded.internal.lease;

import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Inlet;
import dev.tercet.embedded.internal.rpc.OrderedOutlet;
import dev.tercet.embedded.internal.rpc.Outlet;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.proto.etcdserverpb.LeaseKeepAliveRequest;
import dev.tercet.proto.etcdserverpb.LeaseKeepAliveResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A stream of renewals: answers one request after another, and ends when the client has no more. */
final class Renewals implements Inlet<LeaseKeepAliveRequest> {
    private final LeaseService service;
    private final Caller caller;
    private final OrderedOutlet<LeaseKeepAliveResponse> outlet;
    private final AtomicBoolean over = new AtomicBoolean();

    Renewals(LeaseService service, Caller caller, Outlet<LeaseKeepAliveResponse> outlet) {
        this.service = service;
        this.caller = caller;
        this.outlet = new OrderedOutlet<>(outlet);
    }

    @Override
    public void message(LeaseKeepAliveRequest request) {
        if (over.get()) {
            return;
        }
        try {
            outlet.message(service.keepAlive(request.getID(), caller));
        } catch (EtcdError error) {
            // One refused renewal ends the whole stream, as etcd does it.
            end(error);
        }
    }

    @Override
    public void halfClose() {
        end(null);
    }

    @Override
    public void cancel() {
        over.set(true);
    }

    @Override
    public void ready() {
        // Answers are as many as requests: there is nothing to hold back.
    }

    private void end(@Nullable EtcdError error) {
        if (over.compareAndSet(false, true)) {
            outlet.end(error);
        }
    }
}
