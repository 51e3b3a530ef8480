package dev.tercet.v2.internal.http;

import dev.tercet.EtcdClient;
import dev.tercet.EtcdClientBuilder;
import dev.tercet.connection.CallOptions;
import dev.tercet.spi.engine.CallEngine;
import dev.tercet.v2.internal.settings.V2Settings;
import java.util.List;

/** Makes the engine that a client's calls over v2 HTTP go by. */
final class HttpStart {
    private HttpStart() {}

    static CallEngine engine(V2Settings settings, V2Dialect dialect) {
        EtcdClientBuilder builder = EtcdClient.builder()
                .connectTimeout(settings.connectTimeout())
                .options(CallOptions.DEFAULT.withTimeout(settings.readTimeout()));
        if (settings.srvDomain() == null) {
            builder.endpoints(settings.endpoints());
        } else {
            builder.srvWithOldNames(settings.srvDomain());
        }
        if (settings.tls() != null) {
            builder.tls(settings.tls());
        }
        if (settings.callbackExecutor() != null) {
            builder.callbackExecutor(settings.callbackExecutor());
        }
        return sole(settings, builder.buildEngine(dialect.choice()));
    }

    private static CallEngine sole(V2Settings settings, CallEngine engine) {
        List<?> all = engine.endpoints();
        if (settings.reconnecting() || all.size() == 1) {
            return engine;
        }
        engine.close();
        throw new IllegalArgumentException(
                "withoutReconnecting() is for one endpoint, since it goes to no other, and there are " + all.size()
                        + ": " + all);
    }
}
