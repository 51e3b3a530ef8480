package dev.tercet.grpc.internal.lease;

import dev.tercet.grpc.internal.call.WireMethods;
import dev.tercet.grpc.internal.connect.Reconnection;
import dev.tercet.grpc.internal.stream.SharedStream;
import dev.tercet.lease.LeaseRenewal;
import dev.tercet.proto.codec.LeaseCodec;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.LeaseRpcs;
import dev.tercet.spi.Reply;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireCall;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import dev.tercet.spi.hub.SerialLane;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The lease renewals of one connection.
 *
 * <p>Threads: as for watches, everything goes through one lane, and the machine and the map of streams are touched nowhere else. A
 * caller's stream is written there and read by {@link WireCall#hasLeft} from anywhere.
 */
public final class Renewals {
    private static final WireFailure ENDED = new WireFailure(
            StatusCode.UNAVAILABLE, "the server ended the stream of renewals before it answered", Reach.LOST, null);

    private final Channel channel;
    private final Reconnection reconnection;
    private final LongSupplier clock;
    private final SerialLane lane = new SerialLane();
    private final RenewalMachine<Caller> machine = new RenewalMachine<>();
    private final Map<Integer, SharedStream<LeaseRpcs.Renew, LeaseRenewal>> streams = new HashMap<>();
    private final Told told = new Told();

    /** Renewals on a channel; the clock tells nanoseconds. */
    public Renewals(Channel channel, Reconnection reconnection, LongSupplier clock) {
        this.channel = channel;
        this.reconnection = reconnection;
        this.clock = clock;
    }

    public WireCall renew(LeaseRpcs.Renew request, CallContext context, Reply<LeaseRenewal> reply) {
        Caller caller = new Caller(request, reply);
        lane.run(() -> perform(machine.renew(caller, request.id(), context, clock.getAsLong())));
        return caller;
    }

    private void perform(List<RenewalMachine.Effect<Caller>> effects) {
        for (int i = 0; i < effects.size(); i++) {
            RenewalMachine.Effect<Caller> effect = effects.get(i);
            if (effect instanceof RenewalMachine.Effect.Answer<Caller> answer) {
                answer.caller().reply.onReply(answer.renewal());
            } else if (effect instanceof RenewalMachine.Effect.Fail<Caller> fail) {
                fail.caller().reply.onFailure(fail.failure());
            } else if (effect instanceof RenewalMachine.Effect.Open<Caller> open) {
                streams.put(
                        open.stream(),
                        SharedStream.open(
                                channel, reconnection, Wire.METHOD, open.context(), open.stream(), lane, told));
            } else if (effect instanceof RenewalMachine.Effect.Send<Caller> send) {
                SharedStream<LeaseRpcs.Renew, LeaseRenewal> stream = streams.get(send.stream());
                if (stream != null) {
                    send.caller().stream = stream;
                    stream.send(send.caller().request);
                }
            } else if (effect instanceof RenewalMachine.Effect.Close<Caller> close) {
                SharedStream<LeaseRpcs.Renew, LeaseRenewal> stream = streams.remove(close.stream());
                if (stream != null) {
                    stream.cancel();
                }
            }
        }
    }

    /** One renewal. */
    private final class Caller implements WireCall {
        private final LeaseRpcs.Renew request;
        private final Reply<LeaseRenewal> reply;
        private volatile @Nullable SharedStream<LeaseRpcs.Renew, LeaseRenewal> stream;

        Caller(LeaseRpcs.Renew request, Reply<LeaseRenewal> reply) {
            this.request = request;
            this.reply = reply;
        }

        @Override
        public void cancel() {
            lane.run(() -> {
                Reach reach = hasLeft() ? Reach.LOST : Reach.NEVER_LEFT;
                WireFailure cancelled = new WireFailure(StatusCode.CANCELLED, "cancelled", reach, null);
                perform(machine.cancel(this, cancelled, clock.getAsLong()));
            });
        }

        @Override
        public boolean hasLeft() {
            SharedStream<LeaseRpcs.Renew, LeaseRenewal> on = stream;
            return on != null && on.hasLeft();
        }
    }

    /** What comes of the streams. */
    private final class Told implements SharedStream.Hub<LeaseRenewal> {
        @Override
        public void received(int number, LeaseRenewal message) {
            perform(machine.received(number, message, clock.getAsLong()));
        }

        @Override
        public void ended(int number, @Nullable WireFailure failure) {
            streams.remove(number);
            perform(machine.ended(number, failure == null ? ENDED : failure));
        }
    }

    /** Apart, so that who has no leases has none of their codecs made. */
    private static final class Wire {
        static final MethodDescriptor<LeaseRpcs.Renew, LeaseRenewal> METHOD =
                WireMethods.describe(MethodType.BIDI_STREAMING, LeaseRpcs.RENEW.fullName(), LeaseCodec.RENEWALS);
    }
}
