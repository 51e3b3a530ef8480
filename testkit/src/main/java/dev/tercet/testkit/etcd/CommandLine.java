package dev.tercet.testkit.etcd;

import dev.tercet.testkit.tls.SigningKeys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Settings in the words of a certain version's command line. */
final class CommandLine {
    /** Flags that lost the prefix {@code experimental-} in 3.6; 3.7 does not know the old names any more. */
    private static final Set<String> EXPERIMENTAL_BEFORE_3_6 = Set.of(
            "bootstrap-defrag-threshold-megabytes",
            "compaction-batch-limit",
            "compaction-sleep-interval",
            "compact-hash-check-time",
            "corrupt-check-time",
            "distributed-tracing-address",
            "downgrade-check-time",
            "max-learners",
            "memory-mlock",
            "peer-skip-client-san-verification",
            "snapshot-catchup-entries",
            "warning-apply-duration",
            "warning-unary-request-duration",
            "watch-progress-notify-interval");

    private final EtcdSettings settings;
    private final EtcdVersion version;

    CommandLine(EtcdSettings settings, EtcdVersion version) {
        this.settings = settings;
        this.version = version;
    }

    /** The arguments for one member. */
    List<String> arguments(Addresses all, int index, Path dataDir, SigningKeys signingKeys) {
        List<String> args = new ArrayList<>();
        add(args, "name", all.name(index));
        add(args, "data-dir", dataDir.toString());
        add(args, "listen-client-urls", all.clientUrl(index));
        add(args, "advertise-client-urls", all.clientUrl(index));
        add(args, "listen-peer-urls", all.peerUrl(index));
        add(args, "initial-advertise-peer-urls", all.peerUrl(index));
        add(args, "initial-cluster", all.initialCluster());
        add(args, "initial-cluster-token", all.initialCluster());
        add(args, "heartbeat-interval", millis(settings.timers().heartbeat()));
        add(args, "election-timeout", millis(settings.timers().election()));
        if (version.atLeast(3, 4)) {
            add(args, "unsafe-no-fsync", "true");
            add(args, "log-level", settings.logLevel());
        }
        settings.tls().ifPresent(tls -> addTls(args, tls));
        addTokens(args, signingKeys);
        settings.options().forEach(option -> add(args, nameHere(option.name()), option.value()));
        return args;
    }

    /** The arguments for a member that joins others, the last of {@code all}. */
    List<String> joining(Addresses all, Path dataDir, SigningKeys signingKeys) {
        List<String> args = arguments(all, all.members() - 1, dataDir, signingKeys);
        add(args, "initial-cluster-state", "existing");
        return args;
    }

    private String nameHere(String name) {
        boolean experimental = EXPERIMENTAL_BEFORE_3_6.contains(name) && !version.atLeast(3, 6);
        return experimental ? "experimental-" + name : name;
    }

    private void addTls(List<String> args, Tls tls) {
        add(args, "cert-file", tls.server().certificate().toString());
        add(args, "key-file", tls.server().key().toString());
        if (tls.clientCertificates()) {
            add(args, "trusted-ca-file", tls.certificates().ca().toString());
            add(args, "client-cert-auth", "true");
        }
    }

    private void addTokens(List<String> args, SigningKeys keys) {
        Tokens tokens = settings.tokens();
        if (tokens.kind() == Tokens.Kind.JWT) {
            add(
                    args,
                    "auth-token",
                    "jwt,sign-method=ES256,priv-key=" + keys.privateKey() + ",pub-key=" + keys.publicKey() + ",ttl="
                            + tokens.ttlSeconds() + "s");
        } else if (!tokens.equals(Tokens.simple())) {
            add(args, "auth-token-ttl", Long.toString(tokens.ttlSeconds()));
        }
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }

    private static void add(List<String> args, String flag, String value) {
        args.add("--" + flag + "=" + value);
    }
}
