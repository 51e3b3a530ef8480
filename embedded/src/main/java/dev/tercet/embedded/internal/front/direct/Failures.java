package dev.tercet.embedded.internal.front.direct;

import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import java.net.ConnectException;

/** What ends calls and streams here, as transports say it. */
final class Failures {
    static final WireFailure CLOSED =
            new WireFailure(StatusCode.UNAVAILABLE, "the transport is closed", Reach.NEVER_LEFT, null);
    static final WireFailure CLOSED_MEANWHILE =
            new WireFailure(StatusCode.UNAVAILABLE, "the transport was closed", Reach.LOST, null);
    static final WireFailure CANCELLED = new WireFailure(StatusCode.CANCELLED, "cancelled", Reach.LOST, null);
    static final WireFailure LOST =
            new WireFailure(StatusCode.UNAVAILABLE, "the connection broke before the reply came", Reach.LOST, null);

    private Failures() {}

    /** Nobody is there. Its cause is what a connection refused would have, by which such a failure is known from silence. */
    static WireFailure stopped() {
        String words = "the embedded etcd is stopped";
        return new WireFailure(StatusCode.UNAVAILABLE, words, Reach.NEVER_LEFT, new ConnectException(words));
    }

    /** The server's refusal. */
    static WireFailure of(EtcdError error) {
        return new WireFailure(error.code(), error.text(), Reach.ANSWERED, null);
    }

    /** A reply above the client's own limit: what it says was done. */
    static WireFailure replyTooLarge(int size, int limit) {
        return WireFailure.replyTooLarge("gRPC message exceeds maximum size " + limit + ": " + size, size);
    }
}
