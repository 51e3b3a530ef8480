package dev.tercet.testkit.etcd;

/**
 * An etcd of the wanted version is not on this machine and cannot be got. Its message says why, in one line.
 *
 * @see WhenUnavailable
 * @since 0.1
 */
public final class EtcdUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EtcdUnavailable(String wanted, String reason) {
        super("etcd " + wanted + " is not to be had: " + reason);
    }
}
