package dev.tercet.gateway.internal.dialect;

import dev.tercet.spi.MaintenanceRpcs;
import org.jspecify.annotations.Nullable;

/** Which routes gateways have, by version. */
final class Routes {
    /** Harmless, and there in every version. */
    static final String STATUS = MaintenanceRpcs.STATUS.path();

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

    /** Since which version etcd has what is behind a path; null if it always had. */
    static @Nullable Version since(String path) {
        return switch (path) {
            case "/lease/timetolive" -> new Version(3, 1, 0);
            case "/lock/lock", "/lock/unlock" -> new Version(3, 2, 0);
            case "/election/campaign",
                    "/election/proclaim",
                    "/election/leader",
                    "/election/observe",
                    "/election/resign" -> new Version(3, 2, 0);
            case "/lease/leases", "/maintenance/hashkv", "/maintenance/transfer-leadership" -> new Version(3, 3, 0);
            case "/cluster/member/promote" -> new Version(3, 4, 0);
            case "/auth/status", "/maintenance/downgrade" -> new Version(3, 5, 0);
            default -> null;
        };
    }

    /**
     * Since which version the gateway has a route that etcd had before; null if since then. The hash of keys was declared under the
     * path of the other hash, which answers in its place.
     */
    static @Nullable Version routedSince(String path) {
        return path.equals("/maintenance/hashkv") ? new Version(3, 5, 10) : null;
    }
}
