package dev.tercet.embedded.internal.lease;

import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Inlet;
import dev.tercet.embedded.internal.rpc.OrderedOutlet;
import dev.tercet.embedded.internal.rpc.Outlet;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.proto.etcdserverpb.LeaseKeepAliveRequest;
import dev.tercet.proto.etcdserverpb.LeaseKeepAliveResponse;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The open streams of renewals: each answers one request after another, and ends when the client has no more. */
final class KeepAliveStreams {
    private final LeaseService service;
    private final Set<Renewals> open = ConcurrentHashMap.newKeySet();

    KeepAliveStreams(LeaseService service) {
        this.service = service;
    }

    Inlet<LeaseKeepAliveRequest> open(Caller caller, Outlet<LeaseKeepAliveResponse> outlet) {
        Renewals renewals = new Renewals(caller, outlet);
        open.add(renewals);
        return renewals;
    }

    void endAll(EtcdError error) {
        open.forEach(renewals -> renewals.end(error));
    }

    private final class Renewals implements Inlet<LeaseKeepAliveRequest> {
        private final Caller caller;
        private final OrderedOutlet<LeaseKeepAliveResponse> outlet;

        Renewals(Caller caller, Outlet<LeaseKeepAliveResponse> outlet) {
            this.caller = caller;
            this.outlet = new OrderedOutlet<>(outlet);
        }

        @Override
        public void message(LeaseKeepAliveRequest request) {
            if (!open.contains(this)) {
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
            if (open.remove(this)) {
                outlet.end(null);
            }
        }

        @Override
        public void cancel() {
            open.remove(this);
        }

        @Override
        public void ready() {
            // Answers are as many as requests: there is nothing to hold back.
        }

        void end(EtcdError error) {
            if (open.remove(this)) {
                outlet.end(error);
            }
        }
    }
}
