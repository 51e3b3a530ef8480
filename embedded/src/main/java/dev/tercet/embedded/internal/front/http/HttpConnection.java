package dev.tercet.embedded.internal.front.http;

import io.grpc.netty.shaded.io.netty.buffer.ByteBufUtil;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelInboundHandlerAdapter;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpContent;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpObject;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpRequest;
import io.grpc.netty.shaded.io.netty.handler.codec.http.LastHttpContent;
import io.grpc.netty.shaded.io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one connection, one after another: what a client sends ahead waits until the request before it has its answer.
 *
 * <p>It goes on reading meanwhile, up to a limit, as it would not see otherwise that the client hung up. It stops at once when the
 * client does not take its answers: then it is writing that finds out.
 */
final class HttpConnection extends ChannelInboundHandlerAdapter {
    private static final int AHEAD = 256;

    private final HttpFront front;
    private final Deque<HttpObject> ahead = new ArrayDeque<>();
    private @Nullable Exchange exchange;
    private boolean asked;
    private boolean answered;
    private boolean working;

    HttpConnection(HttpFront front) {
        this.front = front;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ahead.add((HttpObject) message);
        work(context);
    }

    private void work(ChannelHandlerContext context) {
        if (working) {
            return;
        }
        working = true;
        try {
            while (!ahead.isEmpty() && mayGoOn(context)) {
                HttpObject next = ahead.remove();
                try {
                    take(context, next);
                } finally {
                    ReferenceCountUtil.release(next);
                }
            }
        } finally {
            working = false;
        }
        int limit = context.channel().isWritable() ? AHEAD : 1;
        context.channel().config().setAutoRead(ahead.size() < limit);
    }

    private boolean mayGoOn(ChannelHandlerContext context) {
        Exchange current = exchange;
        return context.channel().isWritable() && (current == null || (!asked && current.takesMore()));
    }

    private void take(ChannelHandlerContext context, HttpObject next) {
        if (next instanceof HttpRequest request) {
            asked = false;
            answered = false;
            // Taken before the request is begun, as it may be answered at once.
            exchange = Answered.ALREADY;
            HttpReply reply = new HttpReply(context, request, () -> answered(context), () -> work(context));
            exchange = front.begin(context, request, reply);
        }
        Exchange current = exchange;
        if (next.decoderResult().isFailure()) {
            // What follows cannot be told from it.
            if (current != null) {
                current.gone();
            }
            context.close();
            return;
        }
        if (next instanceof HttpContent content && current != null) {
            if (content.content().isReadable()) {
                current.body(ByteBufUtil.getBytes(content.content()));
            }
            if (next instanceof LastHttpContent) {
                asked = true;
                current.bodyEnd();
                passOn();
            }
        }
    }

    private void answered(ChannelHandlerContext context) {
        answered = true;
        passOn();
        work(context);
    }

    private void passOn() {
        if (asked && answered) {
            exchange = null;
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (exchange != null) {
            exchange.writable();
        }
        work(context);
    }

    /** The connection is closed, or goes on as something else. */
    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        ahead.forEach(ReferenceCountUtil::release);
        ahead.clear();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        Exchange current = exchange;
        exchange = null;
        if (current != null) {
            current.gone();
        }
    }

    /** A client that broke the connection. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
