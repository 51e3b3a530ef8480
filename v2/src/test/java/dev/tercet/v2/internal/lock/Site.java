package dev.tercet.v2.internal.lock;

import dev.tercet.EtcdClient;
import dev.tercet.connection.CallOptions;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.spi.engine.CallEngine;
import dev.tercet.testkit.etcd.EtcdSettings;
import dev.tercet.testkit.etcd.RealEtcd;
import dev.tercet.testkit.etcd.WhenUnavailable;
import dev.tercet.v2.error.V2KeyNotFoundException;
import dev.tercet.v2.internal.auth.AuthOverV3;
import dev.tercet.v2.internal.backend.Backend;
import dev.tercet.v2.internal.client.BlockingLock;
import dev.tercet.v2.internal.http.HttpBackend;
import dev.tercet.v2.internal.overv3.V3Backend;
import dev.tercet.v2.internal.overv3.cluster.ClusterOverV3;
import dev.tercet.v2.internal.overv3.keys.KeysOverV3;
import dev.tercet.v2.internal.overv3.watch.WatchOverV3;
import dev.tercet.v2.internal.settings.V2Settings;
import dev.tercet.v2.internal.time.JdkTimer;
import dev.tercet.v2.internal.time.V2Timer;
import dev.tercet.v2.key.V2Node;
import dev.tercet.v2.key.V2Read;
import dev.tercet.v2.lock.EtcdV2Lock;
import dev.tercet.v2.lock.V2LockOptions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** A server, and clients of it as several processes would have them. */
abstract class Site implements AutoCloseable {
    /** One client: what it is over, its locks and their timer, and what ends its backend but not its locks, as a killed process does. */
    record Client(Backend backend, V2Timer timer, Locks locks, Runnable killing) implements AutoCloseable {
        static Client of(Backend backend, V2Timer timer, Executor callbacks, Runnable killing) {
            return new Client(backend, timer, new Locks(backend, timer, callbacks, "/_locks"), killing);
        }

        EtcdV2Lock blocking(String name, V2LockOptions how) {
            return new BlockingLock(locks.lock(name, how, CallOptions.DEFAULT), timer);
        }

        List<V2Node> queue(String path) {
            try {
                return backend.read(V2Read.of(path).sorted().quorum(), CallOptions.DEFAULT)
                        .join()
                        .children();
            } catch (CompletionException e) {
                if (e.getCause() instanceof V2KeyNotFoundException) {
                    return List.of();
                }
                throw e;
            }
        }

        @Override
        public void close() {
            locks.close();
            killing.run();
        }
    }

    private final List<Client> clients = new ArrayList<>();

    abstract Client connect();

    abstract void stop();

    Client client() {
        Client client = connect();
        clients.add(client);
        return client;
    }

    @Override
    public void close() {
        clients.forEach(Client::close);
        stop();
    }

    /** The v2 API of a real server. */
    static final class OverHttp extends Site {
        final RealEtcd etcd = WhenUnavailable.fromEnvironment()
                .obtain(() -> RealEtcd.start(EtcdSettings.of("3.5").withOption("enable-v2", "true")));

        @Override
        Client connect() {
            HttpBackend backend = HttpBackend.start(V2Settings.DEFAULT.withEndpoints(etcd.endpoints()));
            CallEngine engine = backend.engine();
            V2Timer timer = new V2Timer() {
                @Override
                public long nanoTime() {
                    return engine.nanoTime();
                }

                @Override
                public Runnable schedule(long delayNanos, Runnable task) {
                    return engine.timer().schedule(delayNanos, task);
                }
            };
            return Client.of(backend, timer, engine.callbacks(), backend::close);
        }

        @Override
        void stop() {
            etcd.close();
        }
    }

    /** The v3 store in this process. */
    static final class OverV3 extends Site {
        private final EmbeddedEtcd etcd = EmbeddedEtcd.start();

        @Override
        Client connect() {
            EtcdClient client = etcd.client();
            KeysOverV3 keys = new KeysOverV3(client, Clock.systemUTC());
            Backend backend = new V3Backend(
                    keys,
                    new WatchOverV3(client, keys, Clock.systemUTC()::instant),
                    new ClusterOverV3(client),
                    new AuthOverV3(client));
            V2Timer timer = new JdkTimer(client.callbackExecutor());
            return Client.of(backend, timer, client.callbackExecutor(), client::close);
        }

        @Override
        void stop() {
            etcd.close();
        }
    }
}
