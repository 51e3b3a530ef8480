package dev.tercet.embedded.internal.fault;

import com.google.protobuf.Message;
import dev.tercet.embedded.fault.Effect;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Handler;
import dev.tercet.embedded.internal.rpc.Outcome;
import dev.tercet.embedded.internal.rpc.Waiting;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.embedded.internal.time.Time;
import java.util.function.Function;

/** Answers a kind of call, unless a fault strikes. */
final class FaultyCall<Q extends Message, R extends Message> implements Handler<Q, R> {
    private static final Time.Alarm NOTHING = () -> {};

    private final FaultSet faults;
    private final String method;
    private final Handler<Q, R> handler;
    private final boolean mayWait;

    FaultyCall(FaultSet faults, String method, Handler<Q, R> handler) {
        this.faults = faults;
        this.method = method;
        this.handler = handler;
        mayWait = handler.mayWait();
    }

    @Override
    public Waiting handle(Q request, Caller caller, Outcome<R> outcome) {
        if (faults.isCalm()) {
            return mayWait
                    ? track(handler, request, caller, outcome, FaultyCall::now)
                    : handler.handle(request, caller, outcome);
        }
        EtcdError broken = faults.broken();
        if (broken != null) {
            outcome.refuse(broken);
            return Waiting.NONE;
        }
        Rule rule = faults.strike(method, request);
        if (rule == null) {
            return track(this::perhapsWithoutLeader, request, caller, outcome, FaultyCall::now);
        }
        Effect effect = rule.effect();
        if (effect instanceof Effect.Refused refused) {
            outcome.refuse(new EtcdError(refused.code(), refused.text()));
        } else if (effect instanceof Effect.TokenExpired) {
            faults.expireToken(caller);
            outcome.refuse(EtcdErrors.INVALID_AUTH_TOKEN);
        } else if (effect instanceof Effect.RequestLost) {
            outcome.lose();
        } else if (effect instanceof Effect.ReplyLost) {
            return track(this::perhapsWithoutLeader, request, caller, new LostReply<>(outcome), FaultyCall::now);
        } else {
            return track(this::perhapsWithoutLeader, request, caller, outcome, rule::later);
        }
        return Waiting.NONE;
    }

    private Waiting track(
            Handler<Q, R> how, Q request, Caller caller, Outcome<R> outcome, Function<Runnable, Time.Alarm> later) {
        return new TrackedCall<>(faults.connections(), outcome, later).begin(how, request, caller);
    }

    private static Time.Alarm now(Runnable answer) {
        answer.run();
        return NOTHING;
    }

    private Waiting perhapsWithoutLeader(Q request, Caller caller, Outcome<R> outcome) {
        Leadership leadership = faults.leadership();
        if (!leadership.isLost()) {
            return handler.handle(request, caller, outcome);
        }
        if (caller.requireLeader()) {
            outcome.refuse(EtcdErrors.NO_LEADER);
            return Waiting.NONE;
        }
        WithoutLeader fate = WithoutLeader.of(method, request);
        if (fate == null) {
            return handler.handle(request, caller, outcome);
        }
        if (fate.atOnce()) {
            outcome.refuse(fate.error());
            return Waiting.NONE;
        }
        // Once there is a leader it waits for whatever the call itself waits for.
        Later waiting = new Later();
        Leadership.Stalled stalled = leadership.stall(
                () -> waiting.become(handler.handle(request, caller, outcome)), () -> outcome.refuse(fate.error()));
        return () -> {
            if (!stalled.drop()) {
                waiting.cancel();
            }
        };
    }

    @Override
    public boolean mayWait() {
        return true;
    }

    private record LostReply<R>(Outcome<R> outcome) implements Outcome<R> {
        @Override
        public void reply(R reply) {
            outcome.lose();
        }

        @Override
        public void refuse(EtcdError error) {
            outcome.lose();
        }

        @Override
        public void lose() {
            outcome.lose();
        }
    }
}
