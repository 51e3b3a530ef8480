package dev.tercet.conformance.faults.load;

import dev.tercet.EtcdClient;
import dev.tercet.gateway.GatewayTransport;

/** How clients speak to the server. */
enum Wire {
    GRPC(""),
    /** Calls by requests, and watches that share websockets. */
    JSON(", over JSON"),
    /** Every watch a request with a connection of its own. */
    JSON_WITHOUT_SOCKETS(", over JSON without websockets");

    private final String words;

    Wire(String words) {
        this.words = words;
    }

    /** A new client of one endpoint. */
    EtcdClient connect(String endpoint) {
        return switch (this) {
            case GRPC -> EtcdClient.connect(endpoint);
            case JSON -> over(endpoint, GatewayTransport.create());
            case JSON_WITHOUT_SOCKETS ->
                over(endpoint, GatewayTransport.create().withoutWebSockets());
        };
    }

    private static EtcdClient over(String endpoint, GatewayTransport transport) {
        return EtcdClient.builder().endpoints(endpoint).transport(transport).build();
    }

    /** To be added to what is counted; nothing for the one that most use. */
    @Override
    public String toString() {
        return words;
    }
}
