package dev.tercet.gateway.internal.watch;

import dev.tercet.spi.CallContext;
import dev.tercet.spi.StreamReply;
import dev.tercet.spi.WatchRpcs;
import dev.tercet.spi.WireStream;

/** Watches by requests of their own, for where there are no websockets. */
@FunctionalInterface
public interface PostedWatches {
    /** As a stream of a transport. */
    WireStream watch(WatchRpcs.Create create, CallContext context, StreamReply<WatchRpcs.Message> reply);
}
