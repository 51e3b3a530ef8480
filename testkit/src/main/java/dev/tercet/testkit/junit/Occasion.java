package dev.tercet.testkit.junit;

import dev.tercet.AsyncEtcdClient;
import dev.tercet.EtcdClient;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.embedded.EtcdClock;
import dev.tercet.embedded.fault.Faults;
import dev.tercet.testkit.etcd.RealEtcd;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A test, or a whole class, that is given things: its client is made when first asked for, and closed when it ends. */
final class Occasion {
    private static final Set<Class<?>> TYPES = Set.of(
            EtcdClient.class, AsyncEtcdClient.class, EmbeddedEtcd.class, EtcdClock.class, Faults.class, RealEtcd.class);

    private final Backing backing;
    private final Supplier<EtcdClient> connect;
    private @Nullable EtcdClient client;

    Occasion(Backing backing, Supplier<EtcdClient> connect) {
        this.backing = backing;
        this.connect = connect;
    }

    /** Whether things of this type are given at all. */
    static boolean knows(Class<?> type) {
        return TYPES.contains(type);
    }

    /** What is to be given of a type; null if this kind of etcd has none. */
    synchronized @Nullable Object give(Class<?> type) {
        if (type == EtcdClient.class) {
            return client();
        }
        return type == AsyncEtcdClient.class ? client().async() : backing.give(type);
    }

    private EtcdClient client() {
        EtcdClient made = client;
        if (made == null) {
            made = connect.get();
            client = made;
        }
        return made;
    }

    synchronized void end() {
        EtcdClient made = client;
        client = null;
        if (made != null) {
            made.close();
        }
    }
}
