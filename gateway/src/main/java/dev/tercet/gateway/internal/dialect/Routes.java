package dev.tercet.gateway.internal.dialect;

import dev.tercet.spi.MaintenanceRpcs;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which routes gateways have, by version. */
final class Routes {
    /** Harmless, and there in every version. */
    static final String STATUS = MaintenanceRpcs.STATUS.path();

    /** Since which version etcd has what is behind a path, if it had not always. */
    private static final Map<String, Version> SINCE = Map.ofEntries(
            Map.entry("/lease/timetolive", new Version(3, 1, 0)),
            Map.entry("/lock/lock", new Version(3, 2, 0)),
            Map.entry("/lock/unlock", new Version(3, 2, 0)),
            Map.entry("/election/campaign", new Version(3, 2, 0)),
            Map.entry("/election/proclaim", new Version(3, 2, 0)),
            Map.entry("/election/leader", new Version(3, 2, 0)),
            Map.entry("/election/observe", new Version(3, 2, 0)),
            Map.entry("/election/resign", new Version(3, 2, 0)),
            Map.entry("/lease/leases", new Version(3, 3, 0)),
            Map.entry("/maintenance/hashkv", new Version(3, 3, 0)),
            Map.entry("/maintenance/transfer-leadership", new Version(3, 3, 0)),
            Map.entry("/cluster/member/promote", new Version(3, 4, 0)),
            Map.entry("/auth/status", new Version(3, 5, 0)),
            Map.entry("/maintenance/downgrade", new Version(3, 5, 0)));

    /**
     * Since which version the gateway has a route that etcd had before. The hash of keys was declared under the path of the other hash,
     * which answers in its place.
     */
    private static final Map<String, Version> ROUTED_SINCE = Map.of("/maintenance/hashkv", new Version(3, 5, 10));

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
        return SINCE.get(path);
    }

    /** Since which version the gateway has a route that etcd had before; null if since then. */
    static @Nullable Version routedSince(String path) {
        return ROUTED_SINCE.get(path);
    }
}
