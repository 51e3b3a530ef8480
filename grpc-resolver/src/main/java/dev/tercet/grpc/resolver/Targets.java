package dev.tercet.grpc.resolver;

import java.net.URI;
import java.nio.charset.StandardCharsets;

/** What a channel's target says. */
final class Targets {
    private static final String KEPT = "-._~";

    private Targets() {}

    /** The service: the path without the slash before it, or what is behind the scheme, as Go's resolver has it. */
    static String service(URI target) {
        String host = target.getAuthority();
        if (host != null && !host.isEmpty()) {
            throw new IllegalArgumentException("target " + target + " names a host, " + host
                    + ": which cluster is asked is up to the client; write " + target.getScheme() + ":///service");
        }
        String path = target.getPath() == null ? target.getSchemeSpecificPart() : target.getPath();
        String service = path.startsWith("/") ? path.substring(1) : path;
        if (service.isEmpty()) {
            throw new IllegalArgumentException("target " + target + " names no service");
        }
        return service;
    }

    /** The service as an authority, which is what servers are asked as: what has no place in one is escaped. */
    static String authority(String service) {
        StringBuilder authority = new StringBuilder();
        for (byte b : service.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean kept =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || KEPT.indexOf(c) >= 0;
            authority.append(kept ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return authority.toString();
    }
}
