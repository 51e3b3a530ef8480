package dev.tercet.embedded.internal.rpc;

import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.spi.StatusCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A mistake of ours while a call was served: the client is told, and so is the log. */
public final class Surprise {
    private static final Logger LOG = LoggerFactory.getLogger(Surprise.class);

    private Surprise() {}

    /** What the client hears; an {@link EtcdError} as it is. */
    public static EtcdError told(String method, RuntimeException thrown) {
        if (thrown instanceof EtcdError error) {
            return error;
        }
        LOG.error("the embedded etcd failed at {}", method, thrown);
        return new EtcdError(StatusCode.INTERNAL, "the embedded etcd failed at " + method + ": " + thrown);
    }
}
