package dev.tercet.grpc.resolver;

import dev.tercet.recipes.registry.Endpoint;
import dev.tercet.recipes.registry.ServiceInstance;
import dev.tercet.recipes.registry.ServiceList;
import io.grpc.Attributes;
import io.grpc.EquivalentAddressGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Instances as gRPC connects to them. */
final class Addresses {
    private static final Logger LOG = LoggerFactory.getLogger(Addresses.class);
    private static final Pattern HOST_PORT = Pattern.compile("(?:\\[([^\\]]+)\\]|([^:/\\[\\]]+)):([0-9]{1,5})");
    private static final int GREATEST_PORT = 65535;

    private Addresses() {}

    /** One group for each instance that can be connected to. Looks hosts up, and so may block. */
    static List<EquivalentAddressGroup> of(ServiceList list) {
        List<EquivalentAddressGroup> groups = new ArrayList<>();
        for (ServiceInstance instance : list.instances()) {
            try {
                groups.add(new EquivalentAddressGroup(sockets(instance.address()), attributes(instance.endpoint())));
            } catch (UnknownHostException | IllegalArgumentException e) {
                LOG.warn("instance {} is left out: {}", instance.key(), e.toString());
            }
        }
        return groups;
    }

    private static List<SocketAddress> sockets(String address) throws UnknownHostException {
        Matcher parts = HOST_PORT.matcher(address);
        if (!parts.matches() || Integer.parseInt(parts.group(3)) > GREATEST_PORT) {
            throw new IllegalArgumentException("address is not host:port: \"" + address + "\"");
        }
        int port = Integer.parseInt(parts.group(3));
        List<SocketAddress> sockets = new ArrayList<>();
        for (InetAddress host : InetAddress.getAllByName(parts.group(parts.group(1) == null ? 2 : 1))) {
            sockets.add(new InetSocketAddress(host, port));
        }
        return sockets;
    }

    private static Attributes attributes(Endpoint endpoint) {
        return endpoint.hasMetadata()
                ? Attributes.newBuilder()
                        .set(EtcdNameResolverProvider.METADATA, endpoint.metadata())
                        .build()
                : Attributes.EMPTY;
    }
}
