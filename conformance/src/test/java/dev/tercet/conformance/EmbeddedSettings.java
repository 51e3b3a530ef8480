package dev.tercet.conformance;

import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.embedded.EmbeddedEtcdBuilder;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.Tokens;
import java.time.Duration;

/** What suites want of a server, in the words of an embedded etcd. */
final class EmbeddedSettings {
    private EmbeddedSettings() {}

    /**
     * One that is set up like this.
     *
     * @throws UnsupportedOperationException for what it does not have
     */
    static EmbeddedEtcdBuilder builder(EtcdSettings settings) {
        if (settings.members() > 1) {
            throw new UnsupportedOperationException("an embedded etcd has one member, not " + settings.members());
        }
        if (settings.tls().isPresent()) {
            throw new UnsupportedOperationException("an embedded etcd speaks no TLS");
        }
        if (settings.tokens().kind() != Tokens.Kind.SIMPLE) {
            throw new UnsupportedOperationException("an embedded etcd makes no signed tokens");
        }
        EmbeddedEtcdBuilder builder = EmbeddedEtcd.builder()
                .minLeaseTtl(minLeaseTtl(settings.timers().election()))
                .authTokenTtl(settings.tokens().ttl());
        for (EtcdSettings.ServerOption option : settings.options()) {
            set(builder, option.name(), option.value());
        }
        return builder;
    }

    /** As etcd has it: one and a half election timeouts, and whole seconds. */
    private static Duration minLeaseTtl(Duration election) {
        return Duration.ofSeconds((election.toMillis() * 3 / 2 + 999) / 1000);
    }

    private static void set(EmbeddedEtcdBuilder builder, String option, String value) {
        switch (option) {
            case "max-request-bytes" -> builder.maxRequestBytes(Integer.parseInt(value));
            case "max-txn-ops" -> builder.maxTxnOps(Integer.parseInt(value));
            case "quota-backend-bytes" -> builder.quotaBytes(Long.parseLong(value));
            case "watch-progress-notify-interval" ->
                builder.watchProgressInterval(Duration.ofMillis(Long.parseLong(value.replace("ms", ""))));
            default -> throw new UnsupportedOperationException("an embedded etcd has no --" + option);
        }
    }
}
