package dev.tercet.conformance;

import dev.tercet.EtcdClient;
import dev.tercet.EtcdClientBuilder;
import dev.tercet.conformance.front.ScriptedGateway;
import dev.tercet.gateway.GatewayTransport;
import dev.tercet.testkit.contract.Capability;
import dev.tercet.testkit.script.ScriptedServer;
import java.util.Optional;

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

    /** Where clients that go this way reach a scripted server. */
    String endpointOf(ScriptedServer server) {
        return this == GRPC
                ? server.endpoint()
                : server.behind(ScriptedGateway::inFrontOf).endpoint();
    }

    /** Why it is not as with gRPC; only for what differs between the ways. */
    Optional<String> lacks(Capability capability) {
        return switch (capability) {
            case SCRIPTS -> Optional.empty();
            case HTTP2 ->
                this == GRPC
                        ? Optional.empty()
                        : Optional.of("over HTTP/1.1 each call has a connection, and renewals are requests");
            case SHARED_WATCHES ->
                this == POSTED ? Optional.of("each watch is a request of its own") : Optional.empty();
            case LEADER_OF_WATCH ->
                this == GATEWAY
                        ? Optional.of("a websocket takes no metadata; the client asks for a leader beside it")
                        : Optional.empty();
            default -> throw new IllegalArgumentException(capability + " is not about the way");
        };
    }

    @Override
    public String toString() {
        return words;
    }
}
