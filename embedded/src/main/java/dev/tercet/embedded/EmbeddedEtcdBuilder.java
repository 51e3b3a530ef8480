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
 * Sets up an {@link EmbeddedEtcd}. Everything has a value that suits tests; what etcd has a flag for has etcd's default. No time may
 * be longer than 200 years.
 *
 * <p>Not safe for threads.
 *
 * @since 0.1
 */
public final class EmbeddedEtcdBuilder {
    private static final Pattern VERSION = Pattern.compile("3\\.\\d{1,4}\\.\\d{1,4}");
    private static final Duration MOST = Duration.ofDays(200 * 365);

    private int port = -1;
    private @Nullable EtcdClock clock;
    private String version = "3.7.3";
    private String name = "embedded";
    private Limits limits = Limits.DEFAULT;

    EmbeddedEtcdBuilder() {}

    /**
     * Listens on this port of the loopback interface, {@code 127.0.0.1}; 0 for any that is free. Without it, it does not listen at
     * all.
     *
     * @throws IllegalArgumentException if not within 0 to 65535
     */
    public EmbeddedEtcdBuilder port(int port) {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port is not within 0 to 65535: " + port);
        }
        this.port = port;
        return this;
    }

    /** Counts time by this clock; by the machine's monotonic one unless set. */
    public EmbeddedEtcdBuilder clock(EtcdClock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
        return this;
    }

    /**
     * The member's name; {@code embedded} unless set.
     *
     * @throws IllegalArgumentException if empty, which in etcd is a member that has not started
     */
    public EmbeddedEtcdBuilder name(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("name is empty");
        }
        this.name = name;
        return this;
    }

    /**
     * The version of etcd that it reports: to {@code /version}, as its status, and where a downgrade is asked for; {@code 3.7.3}
     * unless set. It changes what is said and nothing that is done: the answers are those of etcd 3.7 whatever this says.
     *
     * @throws IllegalArgumentException if not of the form {@code 3.x.y}
     */
    public EmbeddedEtcdBuilder version(String version) {
        if (!VERSION.matcher(version).matches()) {
            throw new IllegalArgumentException("version is not of the form 3.x.y: \"" + version + '"');
        }
        this.version = version;
        return this;
    }

    /**
     * How many bytes a request that writes may have; 1,572,864 unless set. etcd's {@code --max-request-bytes}.
     *
     * @throws IllegalArgumentException if not positive, or more than a gibibyte
     */
    public EmbeddedEtcdBuilder maxRequestBytes(int bytes) {
        if (bytes > 1 << 30) {
            throw new IllegalArgumentException("maxRequestBytes is more than a gibibyte: " + bytes);
        }
        limits = limits.withMaxRequestBytes((int) positive("maxRequestBytes", bytes));
        return this;
    }

    /**
     * How many operations a transaction may have in a branch, and how many comparisons; 128 unless set. etcd's {@code
     * --max-txn-ops}.
     *
     * @throws IllegalArgumentException if not positive
     */
    public EmbeddedEtcdBuilder maxTxnOps(int operations) {
        limits = limits.withMaxTxnOps((int) positive("maxTxnOps", operations));
        return this;
    }

    /**
     * How many bytes the database may have, as etcd would count them, before writes are refused and the alarm NOSPACE is raised; two
     * gibibytes unless set. An empty one has 20,480 already, and what is written has its price in records and pages. etcd's {@code
     * --quota-backend-bytes}.
     *
     * @throws IllegalArgumentException if not positive
     */
    public EmbeddedEtcdBuilder quotaBytes(long bytes) {
        limits = limits.withQuotaBytes(positive("quotaBytes", bytes));
        return this;
    }

    /** Lets the database grow as far as the heap goes. */
    public EmbeddedEtcdBuilder withoutQuota() {
        limits = limits.withQuotaBytes(-1);
        return this;
    }

    /**
     * The least time to live that a lease is granted, whatever was asked for; two seconds unless set, which is what etcd has with its
     * default election timeout. Leases count whole seconds.
     *
     * @param ttl whole seconds, at least one
     * @throws IllegalArgumentException if not
     */
    public EmbeddedEtcdBuilder minLeaseTtl(Duration ttl) {
        limits = limits.withMinLeaseTtl(wholeSeconds("minLeaseTtl", ttl));
        return this;
    }

    /**
     * How often a watch that asked for it and has no events hears how far it is; ten minutes unless set. etcd's {@code
     * --watch-progress-notify-interval}.
     *
     * @param interval as with etcd, what is less than 100 milliseconds counts as these
     * @throws IllegalArgumentException if less than a millisecond
     */
    public EmbeddedEtcdBuilder watchProgressInterval(Duration interval) {
        limits = limits.withWatchProgress(atLeast(Duration.ofMillis(1), "watchProgressInterval", interval));
        return this;
    }

    /**
     * For how long a token of a user is good after its last use; five minutes unless set. etcd's {@code --auth-token-ttl}.
     *
     * @param ttl whole seconds, at least one
     * @throws IllegalArgumentException if not
     */
    public EmbeddedEtcdBuilder authTokenTtl(Duration ttl) {
        limits = limits.withTokenTtl(wholeSeconds("authTokenTtl", ttl));
        return this;
    }

    /**
     * Compacts what is older than a period by itself, once a period, or once an hour if it is longer. Unless this or {@link
     * #autoCompactionRevisions} is set, nothing is compacted by itself; of both, the one set last counts. etcd's {@code
     * --auto-compaction-mode=periodic} with this as {@code --auto-compaction-retention}.
     *
     * @throws IllegalArgumentException if less than ten milliseconds: it looks ten times a period
     */
    public EmbeddedEtcdBuilder autoCompactionPeriod(Duration period) {
        limits = limits.withRetention(
                new Retention.Period(atLeast(Duration.ofMillis(10), "autoCompactionPeriod", period)));
        return this;
    }

    /**
     * Compacts by itself all but this many revisions; it looks every five minutes. Unless this or {@link #autoCompactionPeriod} is
     * set, nothing is compacted by itself; of both, the one set last counts. etcd's {@code
     * --auto-compaction-mode=revision} with this as {@code --auto-compaction-retention}.
     *
     * @throws IllegalArgumentException if not positive
     */
    public EmbeddedEtcdBuilder autoCompactionRevisions(long kept) {
        limits = limits.withRetention(new Retention.Revisions(positive("autoCompactionRevisions", kept)));
        return this;
    }

    /**
     * Starts it; once more, another one that is set up alike.
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

    Limits limits() {
        return limits;
    }

    Identity identity() {
        return Identities.of(name, version);
    }

    private static long positive(String what, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(what + " is not positive: " + value);
        }
        return value;
    }

    private static Duration wholeSeconds(String what, Duration value) {
        if (value.toNanosPart() != 0) {
            throw new IllegalArgumentException(what + " is not in whole seconds: " + value);
        }
        return atLeast(Duration.ofSeconds(1), what, value);
    }

    private static Duration atLeast(Duration least, String what, Duration value) {
        if (value.compareTo(least) < 0) {
            throw new IllegalArgumentException(what + " is less than " + least + ": " + value);
        }
        // Time is counted in nanoseconds, and those of 200 years fit.
        if (value.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(what + " is more than " + MOST + ": " + value);
        }
        return value;
    }
}
