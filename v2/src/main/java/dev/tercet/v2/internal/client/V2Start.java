package dev.tercet.v2.internal.client;

import dev.tercet.EtcdClient;
import dev.tercet.connection.CallOptions;
import dev.tercet.spi.engine.CallEngine;
import dev.tercet.v2.EtcdV2Client;
import dev.tercet.v2.internal.backend.OpenBackend;
import dev.tercet.v2.internal.http.HttpBackend;
import dev.tercet.v2.internal.lock.Locks;
import dev.tercet.v2.internal.settings.V2Settings;
import dev.tercet.v2.internal.time.JdkTimer;
import dev.tercet.v2.internal.time.V2Timer;
import java.util.concurrent.Executor;

/** Puts a client together. */
public final class V2Start {
    private V2Start() {}

    /** Starts one, without connecting. */
    public static EtcdV2Client start(V2Settings settings) {
        CallOptions options = CallOptions.DEFAULT.withTimeout(settings.readTimeout());
        return switch (settings.backend()) {
            case HTTP -> overHttp(HttpBackend.start(settings), settings, options);
            case V3 -> {
                if (settings.expectedClusterId() != null) {
                    throw new IllegalArgumentException(
                            "expectedClusterId is of v2 HTTP only: over v3 nobody checks it");
                }
                EtcdClient etcd = StoreStart.start(settings, settings.callbackExecutor());
                yield overStore(StoreBackend.owning(etcd), etcd, settings, options);
            }
            case AUTO -> {
                HttpBackend http = HttpBackend.start(settings);
                yield overEngine(new ChosenBackend(http, settings), http.engine(), settings, options);
            }
        };
    }

    /** One over a client of the v3 store. Of its options only the timeout counts: no write is sent again. */
    public static EtcdV2Client over(EtcdClient etcd, V2Settings settings) {
        CallOptions options = CallOptions.DEFAULT.withTimeout(etcd.options().timeout());
        return overStore(StoreBackend.over(etcd), etcd, settings, options);
    }

    private static EtcdV2Client overHttp(HttpBackend http, V2Settings settings, CallOptions options) {
        return overEngine(http, http.engine(), settings, options);
    }

    private static EtcdV2Client overEngine(
            OpenBackend backend, CallEngine engine, V2Settings settings, CallOptions options) {
        return client(backend, new EngineTimer(engine), engine.callbacks(), settings, options);
    }

    private static EtcdV2Client overStore(
            OpenBackend backend, EtcdClient etcd, V2Settings settings, CallOptions options) {
        Executor callbacks = etcd.callbackExecutor();
        return client(backend, new JdkTimer(callbacks), callbacks, settings, options);
    }

    private static EtcdV2Client client(
            OpenBackend backend, V2Timer timer, Executor callbacks, V2Settings settings, CallOptions options) {
        Locks locks = new Locks(backend, timer, callbacks, settings.lockPrefix());
        return new BlockingV2Client(new V2Shared(backend, timer, callbacks, locks), options);
    }
}
