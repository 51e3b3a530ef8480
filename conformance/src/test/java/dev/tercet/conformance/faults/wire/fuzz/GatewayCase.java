package dev.tercet.conformance.faults.wire.fuzz;

import com.google.protobuf.Message;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.lease.LeaseRenewal;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** One call over the gateway: what the server did to it, and whether what came of it can be right. */
final class GatewayCase {
    private final CallKind kind;
    private final long number;
    private final AtomicInteger served = new AtomicInteger();
    /** What the server has said in full. */
    private final Set<Object> said = ConcurrentHashMap.newKeySet();

    private volatile boolean refused;
    private volatile boolean changed;

    GatewayCase(CallKind kind, long number) {
        this.kind = kind;
        this.number = number;
    }

    CallKind kind() {
        return kind;
    }

    /** The server has it, this often by now. */
    int served() {
        return served.incrementAndGet();
    }

    void said(Message reply) {
        said.add(kind.decode(reply));
    }

    /** What the server answers may be taken for a refusal. */
    void mayBeRefused() {
        refused = true;
    }

    /** What the server answers may be read as another value. */
    void isChanged() {
        changed = true;
    }

    /** What is wrong with a value or a failure. */
    Optional<String> judge(Object end) {
        if (kind.writes() && served.get() > 1 && !refused) {
            return Optional.of("sent " + served + " times");
        } else if (end instanceof TimeoutException) {
            return Optional.of("it does not end");
        } else if (end instanceof EtcdException typed) {
            return judgeOutcome(typed);
        } else if (end instanceof Throwable) {
            return Optional.of("untyped: " + end);
        }
        boolean others = end instanceof LeaseRenewal renewal && renewal.id() != number;
        // A changed body may say something else, but it has to be something of this kind.
        boolean right = said.contains(end)
                || (changed && end.getClass() == kind.decode(kind.reply(number)).getClass());
        return right && !others ? Optional.empty() : Optional.of("nobody sent this: " + end);
    }

    private Optional<String> judgeOutcome(EtcdException typed) {
        boolean unknown = typed.outcome() == Outcome.UNKNOWN;
        if (!kind.writes()) {
            return unknown && kind != CallKind.RENEW
                    ? Optional.of("a read is said to be in doubt: " + typed)
                    : Optional.empty();
        }
        if (served.get() > 0 && !unknown && !refused) {
            return Optional.of("said not to be applied: " + typed);
        }
        return Doubts.needless(typed)
                ? Optional.of("refused, and yet said to be in doubt: " + typed)
                : Optional.empty();
    }
}
