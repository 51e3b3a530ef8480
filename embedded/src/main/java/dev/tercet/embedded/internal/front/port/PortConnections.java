package dev.tercet.embedded.internal.front.port;

import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelException;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The connections that are open, by their clients' addresses. Safe for threads. */
final class PortConnections {
    private final Map<SocketAddress, Channel> open = new ConcurrentHashMap<>();

    void add(Channel connection) {
        SocketAddress client = connection.remoteAddress();
        if (client == null) {
            // It was gone before it was here.
            return;
        }
        open.put(client, connection);
        connection.closeFuture().addListener(closed -> open.remove(client, connection));
    }

    /** Breaks the connection of this client: it sees a reset, and nothing that was still to be sent. */
    void cut(SocketAddress client) {
        Channel connection = open.get(client);
        if (connection == null) {
            return;
        }
        try {
            connection.config().setOption(ChannelOption.SO_LINGER, 0);
        } catch (ChannelException e) {
            // Another of its streams was told to break it, too, or the client was faster: it is closed already.
            return;
        }
        close(connection);
    }

    /** Closes all. */
    void closeAll() {
        open.values().forEach(PortConnections::close);
    }

    // From the first handler on, a close does not pass those behind it, which would say good-bye.
    private static void close(Channel connection) {
        ChannelHandlerContext first = connection.pipeline().firstContext();
        if (first == null) {
            connection.close();
        } else {
            first.close();
        }
    }
}
