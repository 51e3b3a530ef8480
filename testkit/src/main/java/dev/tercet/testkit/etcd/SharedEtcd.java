package dev.tercet.testkit.etcd;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Servers that the suites of one JVM use together: one for each kind, started by the first who asks, ended with the JVM.
 *
 * <p>Who shares a server keeps to keys of its own, and neither stops the server nor changes its users; tests that do
 * start their own.
 *
 * @since 0.1
 */
public final class SharedEtcd {
    private static final Map<EtcdSettings, RealEtcd> SERVERS = new ConcurrentHashMap<>();

    private SharedEtcd() {}

    /**
     * The shared server of this kind, which the caller must not close.
     *
     * @throws EtcdUnavailable if this version of etcd is not to be had on this machine
     * @throws EtcdStartFailed if it is and does not come up
     */
    public static RealEtcd of(EtcdSettings settings) {
        return SERVERS.compute(settings, (key, running) -> {
            if (running != null && running.isAlive()) {
                return running;
            }
            if (running != null) {
                running.close();
            }
            return RealEtcd.start(key);
        });
    }
}
