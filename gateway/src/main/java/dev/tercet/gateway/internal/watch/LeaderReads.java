package dev.tercet.gateway.internal.watch;

import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.Reply;
import dev.tercet.spi.WireCall;

/** Reads from one endpoint, without waiting for the turn of other calls. */
@FunctionalInterface
public interface LeaderReads {
    /** As a call of a transport. */
    WireCall read(Get request, CallContext context, Reply<GetResult> reply);
}
