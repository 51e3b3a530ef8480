package dev.tercet.connection;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One address of one member, and by which transport to go there if it says so.
 *
 * @param scheme {@code http} or {@code https}, or either after a transport's name and a plus, as in {@code gateway+http}
 * @param host a name or an address, IPv6 without brackets
 * @param port 1 to 65535
 * @since 0.1
 */
public record Endpoint(String scheme, String host, int port) {
    private static final int DEFAULT_PORT = 2379;

    private static final Pattern KNOWN = Pattern.compile("([a-z][a-z0-9-]*\\+)?https?");

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException for an empty host or a port out of range
     */
    public Endpoint {
        if (host.isEmpty()) {
            throw new IllegalArgumentException("endpoint has no host");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port of endpoint " + host + " is not within 1 to 65535: " + port);
        }
    }

    /**
     * Reads {@code host}, {@code host:port}, {@code http://host:port}, {@code https://host:port}, with IPv6 addresses in brackets.
     * The port is 2379 unless given; without a scheme it is {@code http}, or {@code https} when {@code tls} says so. A scheme may
     * name a transport of letters, digits and hyphens before a plus: {@code gateway+http://host:port}. Case does not matter in it.
     *
     * @throws IllegalArgumentException naming the text and what is wrong with it
     */
    public static Endpoint parse(String text, boolean tls) {
        refuseUserInformation(text);
        String trimmed = text.strip();
        String full = trimmed.contains("://") ? trimmed : (tls ? "https://" : "http://") + trimmed;
        URI uri;
        try {
            uri = new URI(full);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "endpoint \"" + text + "\" is not host:port or a URL: " + e.getMessage(), e);
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        if (!KNOWN.matcher(scheme).matches()) {
            throw new IllegalArgumentException("endpoint \"" + text + "\" has scheme \"" + scheme
                    + "\": use http:// or https://, or name a transport before it as in gateway+http://");
        }
        String path = uri.getRawPath();
        if ((path != null && !path.isEmpty() && !path.equals("/"))
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("endpoint \"" + text + "\" has more than scheme, host and port");
        }
        String authority = uri.getRawAuthority();
        if (authority == null || authority.isEmpty()) {
            throw new IllegalArgumentException("endpoint \"" + text + "\" has no host");
        }
        return ofAuthority(text, scheme, authority);
    }

    // Before anything else is found wrong with it, since all other messages show the text: it may hold a password.
    private static void refuseUserInformation(String text) {
        if (text.indexOf('@') >= 0) {
            throw new IllegalArgumentException(
                    "endpoint has user information before its host: give credentials to the client instead");
        }
    }

    // java.net.URI gives no host for names with an underscore, which are common inside clusters, so the authority is
    // split here.
    private static Endpoint ofAuthority(String text, String scheme, String authority) {
        String host;
        String port;
        if (authority.startsWith("[")) {
            int close = authority.indexOf(']');
            host = authority.substring(1, close);
            port = authority.substring(close + 1);
        } else {
            int colon = authority.indexOf(':');
            if (colon != authority.lastIndexOf(':')) {
                throw new IllegalArgumentException("endpoint \"" + text
                        + "\" has more than one colon: an IPv6 address goes in brackets, such as [::1]:2379");
            }
            host = colon < 0 ? authority : authority.substring(0, colon);
            port = colon < 0 ? "" : authority.substring(colon);
        }
        if (host.isEmpty()) {
            throw new IllegalArgumentException("endpoint \"" + text + "\" has no host");
        }
        if (port.isEmpty()) {
            return new Endpoint(scheme, host, DEFAULT_PORT);
        }
        // Integer.parseInt alone would also take a sign, and the digits of other scripts.
        String digits = port.substring(1);
        if (!digits.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException(
                    "endpoint \"" + text + "\" has port \"" + digits + "\", which is not a number from 1 to 65535");
        }
        return new Endpoint(scheme, host, Integer.parseInt(digits));
    }

    /**
     * Reads several endpoints: each text may itself be a list with commas.
     *
     * @throws IllegalArgumentException if there is none, or one is malformed
     */
    public static List<Endpoint> parseAll(List<String> texts, boolean tls) {
        List<Endpoint> all = new ArrayList<>();
        // All of them first: a password with a comma in it would be two, of which one has no sign of what it is.
        texts.forEach(Endpoint::refuseUserInformation);
        for (String text : texts) {
            for (String one : text.split(",", -1)) {
                if (!one.isBlank()) {
                    all.add(parse(one, tls));
                }
            }
        }
        if (all.isEmpty()) {
            throw new IllegalArgumentException("no endpoints given");
        }
        return List.copyOf(all);
    }

    /** Whether the connection is encrypted. */
    public boolean isTls() {
        return scheme.equals("https") || scheme.endsWith("+https");
    }

    /** The name of the transport that it asks for, such as {@code gateway}; without one the client's is used. */
    public Optional<String> transport() {
        int plus = scheme.indexOf('+');
        return plus < 0 ? Optional.empty() : Optional.of(scheme.substring(0, plus));
    }

    /** Host and port, an IPv6 address in brackets. */
    public String authority() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    @Override
    public String toString() {
        return scheme + "://" + authority();
    }
}
