package dev.tercet.benchmarks.stub;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The process: prints the ports it listens on, for gRPC and for JSON, and serves until standard input ends. */
final class StubServer {
    private StubServer() {}

    public static void main(String[] args) throws IOException {
        Server server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .directExecutor()
                .addService(new StubKv())
                .addService(new StubWatch())
                .addService(new StubLease())
                .addService(new StubCluster())
                .addService(new StubMaintenance())
                .permitKeepAliveWithoutCalls(true)
                .build()
                .start();
        System.out.println(server.getPort());
        System.out.println(JsonServer.start().port());
        while (System.in.read() >= 0) {
            // Only its end means anything.
        }
        server.shutdownNow();
    }
}
