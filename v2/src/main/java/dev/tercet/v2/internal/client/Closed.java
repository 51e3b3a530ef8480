package dev.tercet.v2.internal.client;

import dev.tercet.error.ClientClosedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;

/** What is said of calls of a client that is closed. */
final class Closed {
    private Closed() {}

    static ClientClosedException failure(Object what, Outcome outcome) {
        String doubt = outcome == Outcome.UNKNOWN ? "; it may or may not have been applied" : "";
        return new ClientClosedException(
                Details.of(ErrorCode.CLIENT_CLOSED, outcome, what + ": the client is closed" + doubt));
    }
}
