package dev.tercet.testkit.etcd;

/**
 * An etcd was there and did not come up. Its message holds the end of the server's log.
 *
 * @since 0.1
 */
public final class EtcdStartFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EtcdStartFailed(String message) {
        super(message);
    }
}
