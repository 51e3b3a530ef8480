package dev.tercet.v2.internal.client;

import dev.tercet.EtcdClient;
import dev.tercet.EtcdClientBuilder;
import dev.tercet.v2.internal.settings.V2Settings;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Makes the client of the v3 store that a v2 client was set up for. */
final class StoreStart {
    private StoreStart() {}

    /**
     * One by the transport on the class path, which is not connected yet.
     *
     * @param callbacks where user code runs; null for threads of its own
     * @throws IllegalArgumentException if the settings cannot be met
     * @throws IllegalStateException if there is no transport
     */
    static EtcdClient start(V2Settings settings, @Nullable Executor callbacks) {
        EtcdClientBuilder builder =
                EtcdClient.builder().timeout(settings.readTimeout()).connectTimeout(settings.connectTimeout());
        if (settings.srvDomain() == null) {
            builder.endpoints(settings.endpoints());
        } else {
            builder.srvWithOldNames(settings.srvDomain());
        }
        if (settings.tls() != null) {
            builder.tls(settings.tls());
        }
        if (settings.credentials() != null) {
            builder.credentials(settings.credentials());
        }
        if (callbacks != null) {
            builder.callbackExecutor(callbacks);
        }
        return sole(settings, builder.build());
    }

    private static EtcdClient sole(V2Settings settings, EtcdClient etcd) {
        if (settings.reconnecting() || etcd.endpoints().size() == 1) {
            return etcd;
        }
        etcd.close();
        throw new IllegalArgumentException("withoutReconnecting() is for one endpoint, since it goes to no other, and"
                + " there are " + etcd.endpoints().size() + ": " + etcd.endpoints());
    }
}
