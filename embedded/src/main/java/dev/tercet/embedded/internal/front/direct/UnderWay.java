package dev.tercet.embedded.internal.front.direct;

import dev.tercet.spi.WireFailure;

/** A call or a stream that waits for the server. */
interface UnderWay {
    /** Ends it with this failure, also at the server, unless it has ended. */
    void end(WireFailure failure);
}
