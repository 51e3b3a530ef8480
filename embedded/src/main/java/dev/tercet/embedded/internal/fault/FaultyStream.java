package dev.tercet.embedded.internal.fault;

import dev.tercet.embedded.fault.Effect;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Inlet;
import dev.tercet.embedded.internal.rpc.Outlet;
import dev.tercet.embedded.internal.rpc.StreamHandler;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.embedded.internal.status.EtcdErrors;
import org.jspecify.annotations.Nullable;

/** Serves a kind of stream, unless a fault strikes. */
final class FaultyStream<Q, R> implements StreamHandler<Q, R> {
    private final FaultSet faults;
    private final String method;
    private final StreamHandler<Q, R> handler;

    FaultyStream(FaultSet faults, String method, StreamHandler<Q, R> handler) {
        this.faults = faults;
        this.method = method;
        this.handler = handler;
    }

    @Override
    public Inlet<Q> open(Caller caller, Outlet<R> outlet) {
        if (faults.isCalm()) {
            return track(caller, outlet, null);
        }
        EtcdError broken = faults.broken();
        if (broken != null) {
            throw broken;
        }
        Rule rule = faults.admitStream(method);
        if (rule != null && rule.fault().afterMessages().isEmpty()) {
            Effect effect = rule.effect();
            if (effect instanceof Effect.Refused refused && rule.strike()) {
                throw new EtcdError(refused.code(), refused.text());
            }
            if (effect instanceof Effect.TokenExpired && rule.strike()) {
                faults.expireToken(caller);
                if (!faults.isAuthOn()) {
                    throw EtcdErrors.INVALID_AUTH_TOKEN;
                }
                // As with etcd the stream opens, and what is asked on it is refused.
                rule = null;
            }
            if (effect instanceof Effect.RequestLost && rule != null && rule.strike()) {
                outlet.lose();
                return Inlet.of(message -> {});
            }
        }
        if (caller.requireLeader() && faults.leadership().isLost()) {
            throw EtcdErrors.NO_LEADER;
        }
        return track(caller, outlet, rule);
    }

    private Inlet<Q> track(Caller caller, Outlet<R> outlet, @Nullable Rule rule) {
        return new TrackedStream<Q, R>(faults, method, caller, outlet, rule).open(handler);
    }
}
