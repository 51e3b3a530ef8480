package dev.tercet.testkit.junit;

import dev.tercet.AsyncEtcdClient;
import dev.tercet.EtcdClient;
import dev.tercet.EtcdClientBuilder;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.embedded.EtcdClock;
import dev.tercet.embedded.fault.Faults;
import dev.tercet.testkit.etcd.RealEtcd;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A test, or a whole class, that is given things: its client is made when first asked for, and closed when it ends. */
final class Occasion {
    private static final Set<Class<?>> TYPES = Set.of(
            EtcdClient.class, AsyncEtcdClient.class, EmbeddedEtcd.class, EtcdClock.class, Faults.class, RealEtcd.class);

    private final Backing backing;
    private final Function<EtcdClientBuilder, EtcdClient> connect;
    private final OpenCounts open = new OpenCounts();
    private @Nullable EtcdClient client;

    /**
     * One at an etcd.
     *
     * @param connect makes its client
     */
    Occasion(Backing backing, Function<EtcdClientBuilder, EtcdClient> connect) {
        this.backing = backing;
        this.connect = connect;
    }

    /** What its client has open. */
    OpenCounts open() {
        return open;
    }

    /** Whether things of this type are given at all. */
    static boolean knows(Class<?> type) {
        return TYPES.contains(type);
    }

    /** Why a type that it knows is not given, and what to do. */
    static String lacks(Class<?> type) {
        String cure = switch (type.getSimpleName()) {
            case "RealEtcd" -> "say @EtcdTest(backend = REAL)";
            case "EtcdClock" -> "say @EtcdTest(manualClock = true)";
            default -> "a real etcd has none: leave out backend = REAL";
        };
        return "there is no " + type.getSimpleName() + " here: " + cure;
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
            made = connect.apply(backing.clients(open));
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
