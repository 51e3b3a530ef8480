package dev.tercet.recipes.internal.contention;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.LeaseNotFoundException;
import dev.tercet.error.Outcome;
import dev.tercet.error.ProtocolException;
import dev.tercet.error.TransientEtcdException;
import dev.tercet.recipes.internal.ground.Ground;

/** What it means that a call failed. */
final class FailedCalls {
    private FailedCalls() {}

    static Signal.Failed signal(Throwable failure, long lease) {
        EtcdException why = why(failure, lease);
        return new Signal.Failed(why, why.outcome() == Outcome.UNKNOWN, why instanceof TransientEtcdException);
    }

    private static EtcdException why(Throwable failure, long lease) {
        if (failure instanceof LeaseNotFoundException gone) {
            return Ground.gone(lease, gone);
        } else if (failure instanceof EtcdException known) {
            return known;
        }
        return new ProtocolException(new Details(
                ErrorCode.PROTOCOL, Outcome.UNKNOWN, "a call failed in an unknown way", null, null, failure));
    }
}
