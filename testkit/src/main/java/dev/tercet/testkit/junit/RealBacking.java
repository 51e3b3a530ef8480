package dev.tercet.testkit.junit;

import dev.tercet.EtcdClient;
import dev.tercet.EtcdClientBuilder;
import dev.tercet.connection.Tls;
import dev.tercet.error.EtcdException;
import dev.tercet.kv.Delete;
import dev.tercet.kv.KeyRange;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.testkit.etcd.WhenUnavailable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A real etcd. */
final class RealBacking implements Backing {
    private static final Pattern WATCHERS = Pattern.compile("(?m)^etcd_debugging_mvcc_watcher_total (\\S+)$");

    private final EtcdSettings settings;
    private RealEtcd etcd;
    private boolean used;

    RealBacking(EtcdTest wanted) {
        EtcdSettings plain = EtcdSettings.of(wanted.version().isEmpty() ? "newest" : wanted.version())
                .withMembers(wanted.members());
        settings = wanted.tls() ? plain.withTls(dev.tercet.testkit.etcd.Tls.oneWay()) : plain;
        etcd = start();
    }

    private RealEtcd start() {
        return WhenUnavailable.fromEnvironment().obtain(() -> RealEtcd.start(settings));
    }

    @Override
    public EtcdClientBuilder clients() {
        EtcdClientBuilder builder = EtcdClient.builder().endpoints(etcd.endpoints());
        settings.tls()
                .ifPresent(tls -> builder.tls(Tls.trusting(tls.certificates().ca())));
        return builder;
    }

    @Override
    public @Nullable Object give(Class<?> type) {
        return type == RealEtcd.class ? etcd : null;
    }

    /** Empties it as a client would; where that is not possible, as with users whose passwords nobody here knows, by a new one. */
    @Override
    public void clean() {
        if (!used) {
            used = true;
            return;
        }
        if (!etcd.isAlive() || !isEmptied()) {
            etcd.close();
            etcd = start();
        }
    }

    private boolean isEmptied() {
        try (EtcdClient client = clients().build()) {
            client.leases().list().forEach(lease -> client.leases().revoke(lease));
            client.kv().delete(Delete.of(KeyRange.ALL));
            client.maintenance()
                    .alarms()
                    .alarms()
                    .forEach(alarm -> client.maintenance().disarm(alarm));
            client.auth().users().forEach(user -> client.auth().deleteUser(user));
            client.auth().roles().forEach(role -> client.auth().deleteRole(role));
            return client.cluster().members().members().size() == settings.members();
        } catch (EtcdException e) {
            return false;
        }
    }

    @Override
    public Open open() {
        long watches = 0;
        for (int i = 0; i < etcd.members().size(); i++) {
            Matcher matcher = WATCHERS.matcher(etcd.metrics(i));
            watches += matcher.find() ? (long) Double.parseDouble(matcher.group(1)) : 0;
        }
        return new Open(watches, 0, 0);
    }

    @Override
    public void close() {
        etcd.close();
    }
}
