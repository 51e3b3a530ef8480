package dev.tercet.grpc.internal.watch;

import dev.tercet.grpc.internal.call.WireMethods;
import dev.tercet.grpc.internal.connect.Reconnection;
import dev.tercet.grpc.internal.stream.SharedStream;
import dev.tercet.proto.codec.WatchCodec;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.StreamReply;
import dev.tercet.spi.WatchRpcs;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireStream;
import dev.tercet.spi.hub.SerialLane;
import dev.tercet.spi.hub.WatchDown;
import dev.tercet.spi.hub.WatchHubMachine;
import dev.tercet.spi.hub.WatchUp;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The watches of one connection.
 *
 * <p>Threads: everything that happens, from callers and from the I/O thread, goes through one lane, where the machine is asked what
 * it means and its effects are carried out, in order and without a lock; the machine and the map of streams are touched nowhere
 * else. A caller may find itself delivering what came meanwhile, which is short.
 */
public final class WatchHub {
    private final Channel channel;
    private final Reconnection reconnection;
    private final SerialLane lane = new SerialLane();
    private final WatchHubMachine<Watcher> machine = new WatchHubMachine<>();
    private final Map<Integer, SharedStream<WatchUp, WatchDown>> streams = new HashMap<>();
    private final Told told = new Told();

    public WatchHub(Channel channel, Reconnection reconnection) {
        this.channel = channel;
        this.reconnection = reconnection;
    }

    public WireStream open(WatchRpcs.Create create, CallContext context, StreamReply<WatchRpcs.Message> reply) {
        Watcher watcher = new Watcher(reply);
        lane.run(() -> perform(machine.open(watcher, create, context)));
        return watcher;
    }

    private void perform(List<WatchHubMachine.Effect<Watcher>> effects) {
        for (WatchHubMachine.Effect<Watcher> effect : effects) {
            if (effect instanceof WatchHubMachine.Effect.Tell<Watcher> tell) {
                tell.watcher().reply.onMessage(tell.message());
            } else if (effect instanceof WatchHubMachine.Effect.End<Watcher> end) {
                end.watcher().reply.onEnd(end.failure());
            } else if (effect instanceof WatchHubMachine.Effect.Open<Watcher> open) {
                streams.put(
                        open.stream(),
                        SharedStream.open(
                                channel, reconnection, Wire.METHOD, open.context(), open.stream(), lane, told));
            } else if (effect instanceof WatchHubMachine.Effect.Send<Watcher> send) {
                SharedStream<WatchUp, WatchDown> stream = streams.get(send.stream());
                if (stream != null) {
                    stream.send(send.message());
                }
            } else if (effect instanceof WatchHubMachine.Effect.Close<Watcher> close) {
                SharedStream<WatchUp, WatchDown> stream = streams.remove(close.stream());
                if (stream != null) {
                    stream.cancel();
                }
            }
        }
    }

    /** One logical watch. */
    private final class Watcher implements WireStream {
        private final StreamReply<WatchRpcs.Message> reply;

        Watcher(StreamReply<WatchRpcs.Message> reply) {
            this.reply = reply;
        }

        @Override
        public void request(int messages) {
            // Watches are delivered without being asked for: one that is slow must not hold up
            // the others on its stream.
        }

        @Override
        public void requestProgress() {
            lane.run(() -> perform(machine.requestProgress(this)));
        }

        @Override
        public void cancel() {
            lane.run(() -> perform(machine.cancel(this)));
        }
    }

    /** What comes of the streams. */
    private final class Told implements SharedStream.Hub<WatchDown> {
        @Override
        public void received(int number, WatchDown message) {
            perform(machine.received(number, message));
        }

        @Override
        public void ended(int number, @Nullable WireFailure failure) {
            streams.remove(number);
            perform(machine.ended(number, failure));
        }
    }

    /** Apart, so that who has no watches has none of their codecs made. */
    private static final class Wire {
        static final MethodDescriptor<WatchUp, WatchDown> METHOD =
                WireMethods.describe(MethodType.BIDI_STREAMING, WatchRpcs.WATCH.fullName(), WatchCodec.CODEC);
    }
}
