package dev.tercet.v2.internal.http;

import dev.tercet.spi.Rpc;
import dev.tercet.spi.Rpc.Kind;

/** The table of v2's calls. What writes is sent at most once: none of it is as good twice as once for whoever reads the indexes. */
public final class V2Rpcs {
    /** A read of a key or a directory. */
    public static final Rpc<V2Ask, V2Answer> READ = row("read", "/keys", Kind.READ);
    /** A write under a given name. */
    public static final Rpc<V2Ask, V2Answer> WRITE = row("write", "/keys", Kind.WRITE);
    /** A write under the next name in order. */
    public static final Rpc<V2Ask, V2Answer> APPEND = row("append", "/keys", Kind.WRITE);
    /** A deletion. */
    public static final Rpc<V2Ask, V2Answer> DELETE = row("delete", "/keys", Kind.WRITE);
    /** A wait for an event. */
    public static final Rpc<V2Ask, V2Answer> WATCH = waiting("watch", "/keys");
    /** Where clients are expected. */
    public static final Rpc<V2Ask, V2Answer> MACHINES = row("machines", "/machines", Kind.READ);
    /** Who is in the cluster. */
    public static final Rpc<V2Ask, V2Answer> MEMBERS = row("members", "/members", Kind.READ);
    /** Counters of any kind. */
    public static final Rpc<V2Ask, V2Answer> STATS = row("stats", "/stats", Kind.READ);
    /** What runs. */
    public static final Rpc<V2Ask, V2Answer> VERSION = row("version", "/version", Kind.READ);
    /** A raw read. */
    public static final Rpc<V2Ask, V2Answer> API_READ = row("api", "/", Kind.READ);
    /** A raw read that waits at the server. */
    public static final Rpc<V2Ask, V2Answer> API_WAIT = waiting("api", "/");
    /** A raw call that may change something. */
    public static final Rpc<V2Ask, V2Answer> API_WRITE = row("api", "/", Kind.WRITE);

    private V2Rpcs() {}

    private static Rpc<V2Ask, V2Answer> row(String method, String path, Kind kind) {
        return Rpc.of("v2", method, path, kind);
    }

    private static Rpc<V2Ask, V2Answer> waiting(String method, String path) {
        return new Rpc<>("v2", method, path, Kind.READ, ask -> false, ask -> false, true);
    }
}
