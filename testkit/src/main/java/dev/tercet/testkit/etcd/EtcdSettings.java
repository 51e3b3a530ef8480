package dev.tercet.testkit.etcd;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What kind of etcd to start. Equal settings mean interchangeable servers.
 *
 * @param version {@code 3.5}, {@code 3.5.30} or {@code newest}
 * @param members how many, in one cluster
 * @param timers heartbeat and election timeout; they also bound the least lease TTL
 * @param tls empty for plain text
 * @param tokens used once authentication is on, which a test does itself or by {@link RealEtcd#enableAuth}
 * @param logLevel etcd's word for it, such as {@code warn}
 * @param options command-line flags, named as etcd 3.6 does
 * @since 0.1
 */
public record EtcdSettings(
        String version,
        int members,
        Timers timers,
        Optional<Tls> tls,
        Tokens tokens,
        String logLevel,
        List<ServerOption> options) {

    /** The two timers of Raft. */
    public record Timers(Duration heartbeat, Duration election) {
        /** A single member needs nobody's vote: up in 0.1 s, and leases may be as short as 1 s. */
        static final Timers FAST = new Timers(Duration.ofMillis(10), Duration.ofMillis(100));

        /** Long enough that a busy machine of two cores does not depose leaders by being slow. */
        static final Timers CLUSTER = new Timers(Duration.ofMillis(50), Duration.ofMillis(500));
    }

    /** A flag without its dashes, and its value. */
    public record ServerOption(String name, String value) {}

    /** Checks the number of members and copies the options. */
    public EtcdSettings {
        if (members < 1) {
            throw new IllegalArgumentException("members: " + members);
        }
        options = List.copyOf(options);
    }

    /** One plain member of the given version, with the fastest timers that are stable. */
    public static EtcdSettings of(String version) {
        return new EtcdSettings(version, 1, Timers.FAST, Optional.empty(), Tokens.simple(), "warn", List.of());
    }

    /** One plain member of the newest version that can be had here. */
    public static EtcdSettings newest() {
        return of("newest");
    }

    /** A cluster of {@code count}, with the timers that suit that size. */
    public EtcdSettings withMembers(int count) {
        Timers suited = count == 1 ? Timers.FAST : Timers.CLUSTER;
        return new EtcdSettings(version, count, suited, tls, tokens, logLevel, options);
    }

    /** Other timers; to be called after {@link #withMembers}, which sets them too. */
    public EtcdSettings withTimers(Duration heartbeat, Duration election) {
        return new EtcdSettings(version, members, new Timers(heartbeat, election), tls, tokens, logLevel, options);
    }

    /** TLS for clients. */
    public EtcdSettings withTls(Tls choice) {
        return new EtcdSettings(version, members, timers, Optional.of(choice), tokens, logLevel, options);
    }

    /** Another kind of token, or another life for it. */
    public EtcdSettings withTokens(Tokens choice) {
        return new EtcdSettings(version, members, timers, tls, choice, logLevel, options);
    }

    /** {@code debug}, {@code info}, {@code warn} or {@code error}. */
    public EtcdSettings withLogLevel(String level) {
        return new EtcdSettings(version, members, timers, tls, tokens, level, options);
    }

    /**
     * One more flag, such as {@code max-txn-ops} and {@code 16}. Flags that were called {@code experimental-…} before
     * etcd 3.6 are given here without that word; older servers get the name that they know.
     */
    public EtcdSettings withOption(String name, String value) {
        List<ServerOption> more = new ArrayList<>(options);
        more.add(new ServerOption(name, value));
        return new EtcdSettings(version, members, timers, tls, tokens, logLevel, more);
    }

    /** How long a watch stays silent before the server reports progress; etcd 3.4 or later. */
    public EtcdSettings withWatchProgressEvery(Duration interval) {
        return withOption("watch-progress-notify-interval", interval.toMillis() + "ms");
    }
}
