package dev.tercet.testkit.junit;

import dev.tercet.EtcdClient;
import dev.tercet.EtcdClientBuilder;
import dev.tercet.connection.Endpoint;
import dev.tercet.connection.Tls;
import dev.tercet.error.EtcdException;
import dev.tercet.kv.Delete;
import dev.tercet.kv.KeyRange;
import dev.tercet.spi.TransportProvider;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.testkit.etcd.WhenUnavailable;
import org.jspecify.annotations.Nullable;

/** A real etcd. */
final class RealBacking implements Backing {
    private final EtcdSettings settings;
    private final RealEtcd etcd;
    private boolean used;

    RealBacking(EtcdTest wanted) {
        EtcdSettings plain = EtcdSettings.of(wanted.version().isEmpty() ? "newest" : wanted.version())
                .withMembers(wanted.members());
        settings = wanted.tls() ? plain.withTls(dev.tercet.testkit.etcd.Tls.oneWay()) : plain;
        etcd = WhenUnavailable.fromEnvironment().obtain(() -> RealEtcd.start(settings));
    }

    @Override
    public EtcdClientBuilder clients(OpenCounts counts) {
        EtcdClientBuilder builder = clients();
        // The one that the client itself would choose.
        Endpoint endpoint = Endpoint.parse(etcd.endpoints().get(0), false);
        return builder.transport(counts.counting(TransportProvider.onClassPath(endpoint)));
    }

    private EtcdClientBuilder clients() {
        EtcdClientBuilder builder = EtcdClient.builder().endpoints(etcd.endpoints());
        settings.tls()
                .ifPresent(tls -> builder.tls(Tls.trusting(tls.certificates().ca())));
        return builder;
    }

    @Override
    public @Nullable Object give(Class<?> type) {
        return type == RealEtcd.class ? etcd : null;
    }

    /** Empties it as a client would, where that is possible: users whose passwords nobody here knows are in the way. */
    @Override
    public boolean clean() {
        if (!used) {
            used = true;
            return true;
        }
        return etcd.isAlive() && isEmptied();
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
    public void close() {
        etcd.close();
    }
}
