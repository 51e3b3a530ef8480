package dev.tercet.embedded.internal.watch;

import dev.tercet.embedded.internal.rpc.Method;
import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.rpc.Outlet;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import dev.tercet.proto.etcdserverpb.WatchResponse;
import org.jspecify.annotations.Nullable;

/** The service Watch. */
public final class WatchService {
    private final Watching watching;

    public WatchService(Watching watching) {
        this.watching = watching;
    }

    /** Adds its rows. */
    public void addTo(MethodTable methods) {
        methods.add(new Method.Stream<>(
                "etcdserverpb.Watch",
                "Watch",
                "/watch",
                WatchRequest.getDefaultInstance(),
                WatchResponse.getDefaultInstance(),
                false,
                (caller, outlet) -> watching.open(caller, new AsProto(outlet))));
    }

    private record AsProto(Outlet<WatchResponse> outlet) implements Outlet<WatchMessage> {
        @Override
        public boolean isReady() {
            return outlet.isReady();
        }

        @Override
        public void message(WatchMessage message) {
            outlet.message(message.toProto());
        }

        @Override
        public void end(@Nullable EtcdError error) {
            outlet.end(error);
        }

        @Override
        public void lose() {
            outlet.lose();
        }
    }
}
