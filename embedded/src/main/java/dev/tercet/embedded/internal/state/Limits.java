package dev.tercet.embedded.internal.state;

import java.time.Duration;

/**
 * How much is too much; etcd's flags of the same names, and its defaults.
 *
 * @param maxRequestBytes {@code --max-request-bytes}
 * @param maxTxnOps {@code --max-txn-ops}
 * @param quotaBytes {@code --quota-backend-bytes}; 0 for the default of two gigabytes, negative for none
 * @param minLeaseTtl the least time to live that is granted; etcd has one and a half election timeouts
 * @param watchProgress {@code --watch-progress-notify-interval}
 * @param tokenTtl {@code --auth-token-ttl}
 * @param retention what compaction by itself leaves
 */
public record Limits(
        int maxRequestBytes,
        int maxTxnOps,
        long quotaBytes,
        Duration minLeaseTtl,
        Duration watchProgress,
        Duration tokenTtl,
        Retention retention) {
    private static final int GRPC_OVERHEAD_BYTES = 512 * 1024;

    /** etcd's own. */
    public static final Limits DEFAULT = new Limits(
            1_572_864,
            128,
            0,
            Duration.ofSeconds(2),
            Duration.ofMinutes(10),
            Duration.ofSeconds(300),
            new Retention.Everything());

    /** How large a message of gRPC may be: etcd allows some more than for the request in it. */
    public int maxMessageBytes() {
        return maxRequestBytes + GRPC_OVERHEAD_BYTES;
    }

    public Limits withMaxRequestBytes(int bytes) {
        return new Limits(bytes, maxTxnOps, quotaBytes, minLeaseTtl, watchProgress, tokenTtl, retention);
    }

    public Limits withMaxTxnOps(int ops) {
        return new Limits(maxRequestBytes, ops, quotaBytes, minLeaseTtl, watchProgress, tokenTtl, retention);
    }

    public Limits withQuotaBytes(long bytes) {
        return new Limits(maxRequestBytes, maxTxnOps, bytes, minLeaseTtl, watchProgress, tokenTtl, retention);
    }

    public Limits withMinLeaseTtl(Duration ttl) {
        return new Limits(maxRequestBytes, maxTxnOps, quotaBytes, ttl, watchProgress, tokenTtl, retention);
    }

    public Limits withWatchProgress(Duration interval) {
        return new Limits(maxRequestBytes, maxTxnOps, quotaBytes, minLeaseTtl, interval, tokenTtl, retention);
    }

    public Limits withTokenTtl(Duration ttl) {
        return new Limits(maxRequestBytes, maxTxnOps, quotaBytes, minLeaseTtl, watchProgress, ttl, retention);
    }

    public Limits withRetention(Retention kept) {
        return new Limits(maxRequestBytes, maxTxnOps, quotaBytes, minLeaseTtl, watchProgress, tokenTtl, kept);
    }
}
