package dev.tercet.embedded.internal.front.direct;

import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.StreamHandler;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.embedded.internal.watch.WatchMessage;
import dev.tercet.kv.Header;
import dev.tercet.proto.codec.HeaderCodec;
import dev.tercet.proto.codec.WatchCodec;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import dev.tercet.spi.StreamReply;
import dev.tercet.spi.WatchRpcs;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.hub.WatchUp;
import org.jspecify.annotations.Nullable;

/**
 * One watch, on a stream of its own: there is no connection on which many could share one. Delivered without being asked for.
 */
final class DirectWatch extends DirectConversation<WatchRequest, WatchMessage> {
    private final StreamReply<WatchRpcs.Message> reply;

    DirectWatch(DirectTransport transport, StreamReply<WatchRpcs.Message> reply) {
        super(transport, reply);
        this.reply = reply;
    }

    void start(StreamHandler<WatchRequest, WatchMessage> handler, WatchRequest create, Caller caller) {
        start(WatchRpcs.WATCH.fullName(), handler, caller, service -> service.message(create));
    }

    @Override
    public boolean isReady() {
        return !isOver();
    }

    @Override
    public void message(WatchMessage message) {
        inTurn(() -> take(message));
    }

    private void take(WatchMessage message) {
        WireFailure tooLarge = sizes().checkReply(message);
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
            reply.onMessage(new WatchRpcs.Progress(header, message.watchId() == WatchMessage.NO_WATCH));
        } else {
            // One list for all who watch the same.
            reply.onMessage(new WatchRpcs.Events(header, message.events().as(WatchCodec::decode), message.fragment()));
        }
    }

    @Override
    public void end(@Nullable EtcdError error) {
        inTurn(() -> finish(error == null ? null : Failures.of(error)));
    }

    @Override
    public void lose() {
        inTurn(() -> finish(Failures.LOST));
    }

    @Override
    public void request(int messages) {
        // One that is slow must not hold up the server: the engine parks it.
    }

    @Override
    public void requestProgress() {
        inTurn(() -> tell(service -> service.message(WatchCodec.encode(new WatchUp.Progress()))));
    }
}
