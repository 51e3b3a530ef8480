package dev.tercet.gateway.internal.dialect;

import org.jspecify.annotations.Nullable;

/** Which routes gateways have, by version. */
final class Routes {
    private Routes() {}

    /** The path below the prefix. */
    static String of(Dialect dialect, String path) {
        if (dialect.prefix().equals("/v3")) {
            return path;
        }
        return switch (path) {
            case "/lease/revoke", "/lease/timetolive", "/lease/leases" -> "/kv" + path;
            default -> path;
        };
    }

    /** What is missing, or null if the route is there or nobody knows. */
    static @Nullable String missing(Dialect dialect, String path) {
        return null;
    }
}
