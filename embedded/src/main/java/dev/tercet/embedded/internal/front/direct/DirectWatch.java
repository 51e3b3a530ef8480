package dev.tercet.embedded.internal.front.direct;

import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Inlet;
import dev.tercet.embedded.internal.rpc.Lane;
import dev.tercet.embedded.internal.rpc.Outlet;
import dev.tercet.embedded.internal.rpc.StreamHandler;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.embedded.internal.watch.WatchMessage;
import dev.tercet.kv.Header;
import dev.tercet.proto.codec.HeaderCodec;
import dev.tercet.proto.codec.WatchCodec;
import dev.tercet.proto.codec.WatchUp;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import dev.tercet.spi.StreamReply;
import dev.tercet.spi.WatchRpcs;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireStream;
import org.jspecify.annotations.Nullable;

/**
 * One watch, on a stream of its own: there is no connection on which many could share one. Delivered without being asked for.
 *
 * <p>Threads: as in {@link DirectStream}, everything goes through one lane.
 */
final class DirectWatch implements WireStream, Outlet<WatchMessage>, UnderWay {
    /** The server's id for nobody: progress of a whole stream. */
    private static final long EVERYBODY = -1;

    private final Lane lane = new Lane();
    private final DirectTransport transport;
    private final StreamReply<WatchRpcs.Message> reply;
    private @Nullable Inlet<WatchRequest> inlet;
    private volatile boolean isOver;

    DirectWatch(DirectTransport transport, StreamReply<WatchRpcs.Message> reply) {
        this.transport = transport;
        this.reply = reply;
    }

    void start(StreamHandler<WatchRequest, WatchMessage> handler, WatchRequest create, Caller caller) {
        transport.add(this);
        lane.run(() -> {
            if (isOver) {
                return;
            }
            try {
                Inlet<WatchRequest> opened = handler.open(caller, this);
                inlet = opened;
                opened.message(create);
            } catch (EtcdError error) {
                finish(Failures.of(error));
            }
        });
    }

    @Override
    public boolean isReady() {
        return !isOver;
    }

    @Override
    public void message(WatchMessage message) {
        lane.run(() -> {
            if (!isOver) {
                take(message);
            }
        });
    }

    private void take(WatchMessage message) {
        WireFailure tooLarge = transport.sizes().checkReply(message);
        if (tooLarge != null) {
            giveUp(tooLarge);
            return;
        }
        Header header = HeaderCodec.decode(message.header());
        if (message.canceled()) {
            reply.onMessage(new WatchRpcs.Canceled(header, message.compactRevision(), message.cancelReason()));
            giveUp(null);
        } else if (message.created()) {
            reply.onMessage(new WatchRpcs.Created(header));
        } else if (message.events().isEmpty()) {
            reply.onMessage(new WatchRpcs.Progress(header, message.watchId() == EVERYBODY));
        } else {
            // One list for all who watch the same.
            reply.onMessage(new WatchRpcs.Events(header, message.events().as(WatchCodec::decode), message.fragment()));
        }
    }

    @Override
    public void end(@Nullable EtcdError error) {
        over(error == null ? null : Failures.of(error));
    }

    @Override
    public void lose() {
        over(Failures.LOST);
    }

    private void over(@Nullable WireFailure why) {
        lane.run(() -> {
            if (!isOver) {
                finish(why);
            }
        });
    }

    @Override
    public void request(int messages) {
        // One that is slow must not hold up the server: the engine parks it.
    }

    @Override
    public void requestProgress() {
        lane.run(() -> {
            if (!isOver && inlet != null) {
                inlet.message(WatchCodec.encode(new WatchUp.Progress()));
            }
        });
    }

    @Override
    public void cancel() {
        end(Failures.CANCELLED);
    }

    @Override
    public void end(WireFailure why) {
        lane.run(() -> giveUp(why));
    }

    private void giveUp(@Nullable WireFailure why) {
        if (isOver) {
            return;
        }
        if (inlet != null) {
            inlet.cancel();
        }
        finish(why);
    }

    private void finish(@Nullable WireFailure why) {
        isOver = true;
        transport.remove(this);
        reply.onEnd(why);
    }
}
