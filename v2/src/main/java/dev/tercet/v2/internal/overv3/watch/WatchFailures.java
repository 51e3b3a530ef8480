package dev.tercet.v2.internal.overv3.watch;

import dev.tercet.error.CompactedException;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.error.ProtocolException;
import dev.tercet.v2.internal.error.V2Codes;
import dev.tercet.v2.internal.error.V2Errors;
import dev.tercet.v2.internal.overv3.Chain;
import dev.tercet.v2.internal.overv3.keys.KeyFailures;
import dev.tercet.v2.watch.V2Watch;

/** How watches fail, in v2's words where it has any. */
final class WatchFailures {
    private final String call;

    WatchFailures(V2Watch watch) {
        this.call = watch.toString();
    }

    /**
     * The history is gone.
     *
     * @param wanted the index that was next
     * @param current the store's index
     */
    EtcdException cleared(CompactedException cause, long wanted, long current) {
        String words = "the requested history has been cleared [" + cause.compactRevision() + "/" + wanted + "]";
        return V2Errors.of(
                call,
                V2Codes.EVENT_INDEX_CLEARED,
                words,
                current,
                cause.endpoint().orElse(null));
    }

    /** Anything else. */
    EtcdException of(Throwable failure) {
        return KeyFailures.of(call, Chain.unwrapped(failure)) instanceof EtcdException known
                ? known
                : new ProtocolException(new Details(
                        ErrorCode.PROTOCOL,
                        Outcome.NOT_APPLIED,
                        call + ": what came makes no sense: " + failure,
                        "watch",
                        null,
                        failure));
    }
}
