package dev.tercet.benchmarks.gateway;

import dev.tercet.EtcdClient;
import dev.tercet.benchmarks.BenchClient;
import dev.tercet.benchmarks.Contestant;
import dev.tercet.benchmarks.tercet.TercetClient;
import dev.tercet.gateway.GatewayTransport;
import java.io.IOException;

/** Tercet over the JSON gateway, with default settings. There is no gRPC on its class path. */
final class GatewayClient {
    private GatewayClient() {}

    public static void main(String[] args) throws IOException {
        Contestant.serve(GatewayClient::connect);
    }

    private static BenchClient connect(int port) {
        return new TercetClient(EtcdClient.builder()
                .endpoints("http://127.0.0.1:" + port)
                .transport(GatewayTransport.create())
                .build());
    }
}
