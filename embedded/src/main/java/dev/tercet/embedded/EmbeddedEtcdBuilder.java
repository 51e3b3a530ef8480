package dev.tercet.embedded;

import dev.tercet.embedded.internal.server.Identities;
import dev.tercet.embedded.internal.state.Identity;
import dev.tercet.embedded.internal.state.Limits;
import dev.tercet.embedded.internal.state.Retention;
import dev.tercet.embedded.internal.time.Time;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sets up an {@link EmbeddedEtcd}. Everything has a value that suits tests; what etcd has a flag for has etcd's default.
 *
 * @since 0.1
 */
public final class EmbeddedEtcdBuilder {
    private static final Pattern VERSION = Pattern.compile("3\\.\\d{1,4}\\.\\d{1,4}");

    private int port = -1;
    private @Nullable EtcdClock clock;
    private String version = "3.7.3";
    private String name = "embedded";
    private Limits limits = Limits.DEFAULT;

    EmbeddedEtcdBuilder() {}

    /**
     * Listens on this port of the loopback interface; 0 for any that is free. Without it, it does not listen at all.
     *
     * @throws IllegalArgumentException if not within 0 to 65535
     */
    public EmbeddedEtcdBuilder port(int number) {
        if (number < 0 || number > 65535) {
            throw new IllegalArgumentException("port is not within 0 to 65535: " + number);
        }
        port = number;
        return this;
    }

    /** Counts time by this clock; by the machine's unless set. */
    public EmbeddedEtcdBuilder clock(EtcdClock by) {
        clock = Objects.requireNonNull(by, "clock");
        return this;
    }

    /** The member's name; {@code embedded} unless set. */
    public EmbeddedEtcdBuilder name(String called) {
        name = Objects.requireNonNull(called, "name");
        return this;
    }

    /**
     * The version of etcd that it reports; 3.7.3 unless set. It behaves as 3.7.3 does whatever it says.
     *
     * @throws IllegalArgumentException unless it is three numbers with dots, the first of them 3
     */
    public EmbeddedEtcdBuilder version(String reported) {
        if (!VERSION.matcher(reported).matches()) {
            throw new IllegalArgumentException("version is not like 3.7.3: " + reported);
        }
        version = reported;
        return this;
    }

    /**
     * The largest request; 1.5 MiB unless set, as {@code --max-request-bytes}.
     *
     * @throws IllegalArgumentException if less than 1, or more than 2^30
     */
    public EmbeddedEtcdBuilder maxRequestBytes(int bytes) {
        if (bytes < 1 || bytes > 1 << 30) {
            throw new IllegalArgumentException("maxRequestBytes is not within 1 to 2^30: " + bytes);
        }
        limits = limits.withMaxRequestBytes(bytes);
        return this;
    }

    /**
     * The most operations in one part of a transaction; 128 unless set, as {@code --max-txn-ops}.
     *
     * @throws IllegalArgumentException if less than 1
     */
    public EmbeddedEtcdBuilder maxTxnOps(int operations) {
        if (operations < 1) {
            throw new IllegalArgumentException("maxTxnOps is less than 1: " + operations);
        }
        limits = limits.withMaxTxnOps(operations);
        return this;
    }

    /**
     * How large it may become before it refuses writes and raises the alarm NOSPACE; 2 GiB unless set, as
     * {@code --quota-backend-bytes}.
     *
     * @param bytes 0 for the default, negative for no end
     */
    public EmbeddedEtcdBuilder quotaBytes(long bytes) {
        limits = limits.withQuotaBytes(bytes);
        return this;
    }

    /**
     * The least time to live that a lease is granted: 2 s unless set, which etcd makes of its default election timeout.
     *
     * @throws IllegalArgumentException if less than a second
     */
    public EmbeddedEtcdBuilder minLeaseTtl(Duration least) {
        if (least.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("minLeaseTtl is less than a second: " + least);
        }
        limits = limits.withMinLeaseTtl(least);
        return this;
    }

    /**
     * How long a watch that asked for progress stays silent before it is told; 10 min unless set, as
     * {@code --watch-progress-notify-interval}.
     */
    public EmbeddedEtcdBuilder watchProgressInterval(Duration interval) {
        limits = limits.withWatchProgress(positive("watchProgressInterval", interval));
        return this;
    }

    /** How long a token is good for after it was last used; 5 min unless set, as {@code --auth-token-ttl}. */
    public EmbeddedEtcdBuilder authTokenTtl(Duration ttl) {
        limits = limits.withTokenTtl(positive("authTokenTtl", ttl));
        return this;
    }

    /** Compacts by itself what is older than this; nothing unless set. As {@code --auto-compaction-mode periodic}. */
    public EmbeddedEtcdBuilder keepHistoryFor(Duration period) {
        limits = limits.withRetention(new Retention.Period(positive("keepHistoryFor", period)));
        return this;
    }

    /**
     * Compacts by itself all but this many revisions; nothing unless set. As {@code --auto-compaction-mode revision}.
     *
     * @throws IllegalArgumentException if less than 1
     */
    public EmbeddedEtcdBuilder keepRevisions(long count) {
        if (count < 1) {
            throw new IllegalArgumentException("keepRevisions is less than 1: " + count);
        }
        limits = limits.withRetention(new Retention.Revisions(count));
        return this;
    }

    private static Duration positive(String what, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(what + " must be more than zero, not " + duration);
        }
        return duration;
    }

    /**
     * Starts it.
     *
     * @throws java.io.UncheckedIOException if the port is in use, or may not be used
     */
    public EmbeddedEtcd start() {
        return new EmbeddedEtcd(this);
    }

    int port() {
        return port;
    }

    @Nullable
    Time time() {
        return clock == null ? null : clock.time();
    }

    Identity identity() {
        return Identities.of(name, version);
    }

    Limits limits() {
        return limits;
    }
}
