package dev.tercet.conformance;

import dev.tercet.EtcdClient;
import dev.tercet.EtcdClientBuilder;
import dev.tercet.gateway.GatewayTransport;

/** How clients reach a server. */
enum Way {
    /** As most do. */
    GRPC("gRPC"),
    /** Over HTTP/1.1 and JSON, with websockets for watches where the server has them. */
    GATEWAY("gateway"),
    /** The same, with watches as requests of their own. */
    POSTED("gateway without websockets");

    private final String words;

    Way(String words) {
        this.words = words;
    }

    /** A builder of clients that go this way. */
    EtcdClientBuilder builder() {
        return switch (this) {
            // By its being on the class path, which is how most come by it.
            case GRPC -> EtcdClient.builder();
            case GATEWAY -> EtcdClient.builder().transport(GatewayTransport.create());
            case POSTED ->
                EtcdClient.builder().transport(GatewayTransport.create().withoutWebSockets());
        };
    }

    @Override
    public String toString() {
        return words;
    }
}
