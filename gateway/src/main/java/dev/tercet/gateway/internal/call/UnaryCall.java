package dev.tercet.gateway.internal.call;

import dev.tercet.gateway.internal.dialect.Dialect;
import dev.tercet.gateway.internal.json.JsonBodies;
import dev.tercet.gateway.internal.json.UnreadableException;
import dev.tercet.http.Gathered;
import dev.tercet.http.HttpAsk;
import dev.tercet.http.HttpHead;
import dev.tercet.http.HttpTaker;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.Reply;
import dev.tercet.spi.Rpc;
import dev.tercet.spi.WireCall;
import dev.tercet.spi.WireFailure;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One request and its reply.
 *
 * <p>Threads: the answer's parts are touched by the I/O thread only, and by whoever ends it after that.
 *
 * @param <Q> the request
 * @param <R> the reply
 */
final class UnaryCall<Q, R> extends Exchange implements WireCall, HttpTaker {
    private final Rpc<Q, R> rpc;
    private final Q request;
    private final CallContext context;
    private final Reply<R> reply;
    private final boolean waits;
    private final int maxReply;

    /** Set before the request is sent. */
    private @Nullable Dialect dialect;

    private HttpHead head = HttpHead.NONE;
    private Gathered body = new Gathered(0);
    private int requestBytes;

    /** There is more of the answer than is taken. */
    private boolean full;

    private UnaryCall(Calls calls, Rpc<Q, R> rpc, Q request, CallContext context, Reply<R> reply, boolean waits) {
        super(calls.door(), calls.dialects());
        this.rpc = rpc;
        this.request = request;
        this.context = context;
        this.reply = reply;
        this.waits = waits;
        // Base64 has four characters for three bytes.
        long own = context.maxReplyBytes() * 4L / 3;
        this.maxReply = (int) Math.min(calls.settings().maxInboundBytes(), own);
    }

    static <Q, R> WireCall start(
            Calls calls, Rpc<Q, R> rpc, Q request, CallContext context, Reply<R> reply, boolean waits) {
        UnaryCall<Q, R> call = new UnaryCall<>(calls, rpc, request, context, reply, waits);
        call.begin();
        return call;
    }

    @Override
    public void onDialect(Dialect spoken) {
        WireFailure lack = spoken.lacks(rpc, request);
        if (lack != null) {
            reply.onFailure(lack);
            return;
        }
        dialect = spoken;
        byte[] json;
        try {
            json = JsonBodies.write(spoken.codec(rpc), request);
        } catch (UnsupportedOperationException e) {
            reply.onFailure(Dialect.unsupported(spoken + "'s gateway: " + e.getMessage()));
            return;
        }
        requestBytes = json.length;
        HttpAsk ask = new HttpAsk("POST", spoken.path(rpc), spoken.headers(context), json, waits);
        if (send(ask, this)) {
            request(Long.MAX_VALUE);
        } else {
            reply.onFailure(CANCELLED);
        }
    }

    @Override
    public void onNoDialect(WireFailure failure) {
        reply.onFailure(failure);
    }

    @Override
    public void onHead(HttpHead came) {
        head = came;
        body = new Gathered(came.isReply() ? maxReply : Gathered.WORDS);
    }

    @Override
    public void onBytes(List<ByteBuffer> bytes) {
        if (!full && !body.add(bytes)) {
            full = true;
            cancel();
        }
    }

    @Override
    public void onEnd(@Nullable WireFailure failure) {
        Dialect spoken = Objects.requireNonNull(dialect);
        if (full && head.isReply()) {
            reply.onFailure(GatewayErrors.tooLarge(spoken.path(rpc), body.size()));
        } else if (failure != null && !full) {
            fail(failure);
        } else if (head.isReply()) {
            read(spoken);
        } else {
            WireFailure refused = refused(spoken, spoken.path(rpc), head, body.toBytes());
            fail(GatewayErrors.orAboutReply(refused, requestBytes));
        }
    }

    private void read(Dialect spoken) {
        R value;
        try {
            value = JsonBodies.read(spoken.codec(rpc), body.runs());
        } catch (UnreadableException e) {
            reply.onFailure(GatewayErrors.unreadable(spoken.path(rpc), e));
            return;
        } catch (RuntimeException | Error e) {
            // Such as when there is no memory for it. Nothing else comes after the end, so whoever waits would wait on.
            reply.onFailure(GatewayErrors.untaken(spoken.path(rpc), e));
            return;
        }
        reply.onReply(value);
    }

    private void fail(WireFailure failure) {
        dialects.onFailure(failure);
        reply.onFailure(failure);
    }
}
