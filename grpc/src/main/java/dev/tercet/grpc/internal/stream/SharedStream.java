package dev.tercet.grpc.internal.stream;

import dev.tercet.grpc.internal.call.Exchange;
import dev.tercet.grpc.internal.connect.Reconnection;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import dev.tercet.spi.hub.SerialLane;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * A stream in both directions that the many users of a hub share. What comes down is taken to the hub's lane, one message at a time.
 *
 * @param <Q> what goes up
 * @param <R> what comes down
 */
public final class SharedStream<Q, R> extends Exchange<Q, R> {
    private final int number;
    private final SerialLane lane;
    private final Hub<R> hub;

    /** Who has such streams; told in its lane. */
    public interface Hub<R> {
        /** A message came on the stream of this number. */
        void received(int number, R message);

        /** It has ended; the failure is null if it was without an error. */
        void ended(int number, @Nullable WireFailure failure);
    }

    private SharedStream(
            Channel channel,
            Reconnection reconnection,
            MethodDescriptor<Q, R> method,
            int number,
            SerialLane lane,
            Hub<R> hub) {
        super(channel, reconnection, method);
        this.number = number;
        this.lane = lane;
        this.hub = hub;
    }

    public static <Q, R> SharedStream<Q, R> open(
            Channel channel,
            Reconnection reconnection,
            MethodDescriptor<Q, R> method,
            CallContext context,
            int number,
            SerialLane lane,
            Hub<R> hub) {
        SharedStream<Q, R> stream = new SharedStream<>(channel, reconnection, method, number, lane, hub);
        stream.open(context, 1);
        return stream;
    }

    @Override
    public void onMessage(R message) {
        lane.run(() -> {
            receivedOrEnded(message);
            // Only now, so that at most one message of each stream waits for the lane.
            request(1);
        });
    }

    /**
     * A message that cannot be taken, such as for want of memory, is lost to whom it was for; and since no other was asked for, the
     * stream would be silent for good. Its end is what everybody on it knows how to go on from.
     */
    private void receivedOrEnded(R message) {
        try {
            hub.received(number, message);
        } catch (RuntimeException | Error e) {
            cancel();
            hub.ended(number, new WireFailure(StatusCode.UNKNOWN, "a message could not be taken: " + e, Reach.LOST, e));
            throw e;
        }
    }

    @Override
    protected void onEnd(@Nullable WireFailure failure) {
        lane.run(() -> hub.ended(number, failure));
    }
}
