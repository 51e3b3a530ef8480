package dev.tercet.embedded.internal.front.port;

import dev.tercet.embedded.internal.front.call.CallCounts;
import dev.tercet.embedded.internal.front.call.MessageLimit;
import dev.tercet.embedded.internal.front.call.OpenCalls;
import dev.tercet.embedded.internal.front.grpc.GrpcMethods;
import dev.tercet.embedded.internal.front.http.HttpFront;
import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.embedded.internal.vitals.Vitals;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A port of the loopback interface, and who serves there: gRPC, and HTTP/1.1 beside it. It has two threads of its own, and waits on
 * neither. Safe for threads.
 */
public final class ListeningPort implements AutoCloseable {
    private static final int MAX_METADATA = 1024 * 1024;
    private static final long GOODBYE_MILLIS = 300;
    private static final long LAST_MILLIS = 5_000;

    private final OpenCalls calls = new OpenCalls();
    private final PortConnections connections = new PortConnections();
    private final IoThreads threads;
    private final Server server;

    /**
     * Listens.
     *
     * @param threadName what the names of its threads begin with
     * @param port 0 for any that is free
     * @param methods what is served
     * @param vitals how the server is, for those who ask over HTTP
     * @throws UncheckedIOException if it cannot be had
     */
    public ListeningPort(String threadName, int port, Limits limits, MethodTable methods, Supplier<Vitals> vitals) {
        CallCounts counts = new CallCounts();
        MessageLimit limit = new MessageLimit(limits.maxMessageBytes());
        HttpFront http = new HttpFront(methods, vitals, calls, counts, limit);
        threads = new IoThreads(threadName);
        InetSocketAddress address = new InetSocketAddress(loopback(), port);
        server = NettyServerBuilder.forAddress(address)
                .protocolNegotiator(new BothProtocols(http::join, connections))
                .bossEventLoopGroup(threads.group())
                .workerEventLoopGroup(threads.group())
                .channelType(NioServerSocketChannel.class)
                .directExecutor()
                // A connection over HTTP/1.1 never gets as far as gRPC's handshake.
                .handshakeTimeout(Long.MAX_VALUE, TimeUnit.MILLISECONDS)
                // The calls look at the size themselves.
                .maxInboundMessageSize(Integer.MAX_VALUE)
                .maxInboundMetadataSize(MAX_METADATA)
                .permitKeepAliveTime(5, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(false)
                .fallbackHandlerRegistry(new GrpcMethods(methods, calls, counts, limit, connections::cut))
                .build();
        try {
            server.start();
        } catch (IOException e) {
            server.shutdownNow();
            threads.end();
            throw new UncheckedIOException(
                    "cannot listen on " + address.getAddress().getHostAddress() + ":" + port
                            + ": it may be in use by another program; choose another port, or 0 for any that is free",
                    e);
        }
    }

    /** Its number. */
    public int port() {
        return server.getPort();
    }

    /**
     * Ends all calls and streams, closes all connections and the port. When it returns, its threads are gone; a client that does
     * not take its good-bye is not waited for.
     */
    @Override
    public void close() {
        calls.stop(EtcdErrors.SERVER_STOPPED);
        server.shutdown();
        boolean interrupted = !await(GOODBYE_MILLIS);
        server.shutdownNow();
        connections.closeAll();
        interrupted |= !await(LAST_MILLIS);
        interrupted |= !threads.end();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** False if interrupted. */
    private boolean await(long millis) {
        try {
            server.awaitTermination(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
