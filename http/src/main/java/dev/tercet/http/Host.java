package dev.tercet.http;

import dev.tercet.connection.Endpoint;
import java.net.IDN;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/**
 * An endpoint's host, in the ways in which java.net.http can be given it.
 *
 * <p>That takes URIs, and java.net.URI knows no host in names with an underscore, which are common inside clusters. Requests to such a
 * host are addressed to its address, and name it only in TLS.
 *
 * @param endpoint where it is
 * @param name the host as DNS knows it, or an address
 * @param kind what it is
 */
record Host(Endpoint endpoint, String name, Kind kind) {
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|.*:.*");

    /** What a host is. */
    enum Kind {
        /** An address: nothing to look up. */
        ADDRESS,
        /** A name. */
        NAME,
        /** A name that no URI can have. */
        ODD_NAME
    }

    static Host of(Endpoint endpoint) {
        String given = endpoint.host();
        if (isAddress(given)) {
            return new Host(endpoint, given, Kind.ADDRESS);
        }
        String ascii = ascii(given);
        return new Host(endpoint, ascii, isFitForUri(ascii) ? Kind.NAME : Kind.ODD_NAME);
    }

    private static String ascii(String name) {
        try {
            return IDN.toASCII(name, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }

    private static boolean isFitForUri(String name) {
        try {
            return new URI("http://" + name + ":1").getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Whether it is no name. */
    static boolean isAddress(String host) {
        return LITERAL.matcher(host).matches();
    }

    /** A proxy's own host and port. */
    static String text(Proxy proxy) {
        return proxy.address() instanceof InetSocketAddress at
                ? new Endpoint("http", at.getHostString(), at.getPort()).authority()
                : String.valueOf(proxy.address());
    }

    boolean isSecured() {
        return endpoint.isTls();
    }

    /** What every URI begins with, the host being named. */
    String base() {
        return scheme() + new Endpoint(endpoint.scheme(), name, endpoint.port()).authority();
    }

    /** What every URI begins with, the host being addressed. */
    String base(InetAddress address) {
        String literal = address.getHostAddress();
        return scheme() + (address instanceof Inet6Address ? "[" + literal + "]" : literal) + ":" + endpoint.port();
    }

    private String scheme() {
        return isSecured() ? "https://" : "http://";
    }
}
