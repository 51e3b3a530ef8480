/** Tercet's way to etcd over HTTP/1.1 and JSON. */
module dev.tercet.gateway {
    requires dev.tercet.core;
    requires dev.tercet.http;
    requires static transitive org.jspecify;
    requires tools.jackson.core;

    exports dev.tercet.gateway;

    provides dev.tercet.spi.TransportProvider with
            dev.tercet.gateway.GatewayTransport;
}
