package dev.tercet.v2.internal.overv3.keys;

import dev.tercet.error.ClientClosedException;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.EtcdTimeoutException;
import dev.tercet.error.InterruptedEtcdException;
import dev.tercet.error.NoLeaderException;
import dev.tercet.error.NoSpaceException;
import dev.tercet.error.Outcome;
import dev.tercet.error.ProtocolException;
import dev.tercet.error.RejectedEtcdException;
import dev.tercet.error.TooManyRequestsException;
import dev.tercet.error.TransientEtcdException;
import dev.tercet.error.UnavailableException;
import java.util.Map;
import java.util.function.Function;

/**
 * Failures of the v3 store for which v2 has no word, told as those of the v2 call: who wanted a key written knows of no transaction.
 * The type and the code stay, and what the store said is the cause. The
 * outcome stays too, unless parts of the call were done before.
 */
final class Retold {
    // A type that is not here tells more than its message, or is v2's own, and stays as it is.
    private static final Map<Class<? extends EtcdException>, Function<Details, EtcdException>> TYPES = Map.ofEntries(
            Map.entry(EtcdTimeoutException.class, EtcdTimeoutException::new),
            Map.entry(UnavailableException.class, UnavailableException::new),
            Map.entry(NoLeaderException.class, NoLeaderException::new),
            Map.entry(NoSpaceException.class, NoSpaceException::new),
            Map.entry(TooManyRequestsException.class, TooManyRequestsException::new),
            Map.entry(TransientEtcdException.class, TransientEtcdException::new),
            Map.entry(RejectedEtcdException.class, RejectedEtcdException::new),
            Map.entry(ClientClosedException.class, ClientClosedException::new),
            Map.entry(InterruptedEtcdException.class, InterruptedEtcdException::new),
            Map.entry(ProtocolException.class, ProtocolException::new));

    private Retold() {}

    static Throwable of(String call, Throwable failure, boolean partly) {
        Function<Details, EtcdException> type = TYPES.get(failure.getClass());
        if (type == null || !(failure instanceof EtcdException known)) {
            return failure;
        }
        String message = String.valueOf(known.getMessage());
        boolean changes = partly && known.outcome() == Outcome.NOT_APPLIED;
        return message.startsWith(call) && !changes
                ? known
                : type.apply(new Details(
                        known.code(),
                        changes ? Outcome.UNKNOWN : known.outcome(),
                        call + ", over v3: " + message + (changes ? "; parts of it may have been done" : ""),
                        known.method().orElse(null),
                        known.endpoint().orElse(null),
                        known));
    }
}
