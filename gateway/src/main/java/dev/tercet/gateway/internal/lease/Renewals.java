package dev.tercet.gateway.internal.lease;

import dev.tercet.gateway.internal.call.Calls;
import dev.tercet.lease.LeaseRenewal;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.LeaseRpcs;
import dev.tercet.spi.Reply;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireCall;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import dev.tercet.spi.hub.SerialLane;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lease renewals of one endpoint.
 *
 * <p>Threads: everything goes through one lane, and the machine and the map of requests are touched nowhere else. A caller's request is
 * written there and read by {@link WireCall#hasLeft} from anywhere.
 */
public final class Renewals {
    private final Calls calls;
    private final SerialLane lane = new SerialLane();
    private final RenewalMachine<Caller> machine = new RenewalMachine<>();
    private final Map<Integer, RenewalExchange> posts = new HashMap<>();

    public Renewals(Calls calls) {
        this.calls = calls;
    }

    /** As a call of a transport. */
    public WireCall renew(LeaseRpcs.Renew request, CallContext context, Reply<LeaseRenewal> reply) {
        Caller caller = new Caller(request, reply);
        lane.run(() -> perform(machine.renew(caller, request.id(), context)));
        return caller;
    }

    private void perform(List<RenewalMachine.Effect<Caller>> effects) {
        for (RenewalMachine.Effect<Caller> effect : effects) {
            if (effect instanceof RenewalMachine.Effect.Answer<Caller> answer) {
                answer.caller().reply.onReply(answer.renewal());
            } else if (effect instanceof RenewalMachine.Effect.Fail<Caller> fail) {
                fail.caller().reply.onFailure(fail.failure());
            } else if (effect instanceof RenewalMachine.Effect.Post<Caller> post) {
                post(post.number(), post.context(), post.callers());
            } else if (effect instanceof RenewalMachine.Effect.Abort<Caller> abort) {
                RenewalExchange post = posts.get(abort.number());
                if (post != null) {
                    post.cancel();
                }
            }
        }
    }

    private void post(int number, CallContext context, List<Caller> callers) {
        List<LeaseRpcs.Renew> requests =
                callers.stream().map(caller -> caller.request).toList();
        RenewalExchange post = new RenewalExchange(calls, requests, context, new RenewalExchange.Taker() {
            @Override
            public void onRenewal(LeaseRenewal renewal) {
                lane.run(() -> perform(machine.received(number, renewal)));
            }

            @Override
            public void onEnd(@Nullable WireFailure failure) {
                lane.run(() -> {
                    posts.remove(number);
                    perform(machine.ended(number, failure));
                });
            }
        });
        posts.put(number, post);
        for (Caller caller : callers) {
            caller.post = post;
        }
        post.begin();
    }

    /** One renewal. */
    private final class Caller implements WireCall {
        private final LeaseRpcs.Renew request;
        private final Reply<LeaseRenewal> reply;
        private volatile @Nullable RenewalExchange post;

        Caller(LeaseRpcs.Renew request, Reply<LeaseRenewal> reply) {
            this.request = request;
            this.reply = reply;
        }

        @Override
        public void cancel() {
            lane.run(() -> {
                Reach reach = hasLeft() ? Reach.LOST : Reach.NEVER_LEFT;
                perform(machine.cancel(this, new WireFailure(StatusCode.CANCELLED, "cancelled", reach, null)));
            });
        }

        @Override
        public boolean hasLeft() {
            RenewalExchange in = post;
            return in != null && in.hasLeft();
        }
    }
}
