package dev.tercet.recipes.internal.stm;

import dev.tercet.EtcdClient;
import dev.tercet.kv.Bytes;
import dev.tercet.recipes.stm.Isolation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How transactions are run.
 *
 * @param etcd whose keys
 * @param level how isolated
 * @param most how often at most, 0 for as often as there is time
 * @param timeout for all runs together
 * @param mark where to leave marks, if anywhere
 */
record StmSettings(
        EtcdClient etcd,
        Isolation level,
        int most,
        Duration timeout,
        @Nullable Bytes mark) {
    /** What {@code Stm} says it is unless set. */
    static StmSettings of(EtcdClient etcd) {
        return new StmSettings(
                etcd, Isolation.SERIALIZABLE_SNAPSHOT, 0, etcd.options().timeout(), null);
    }
}
