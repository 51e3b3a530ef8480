package dev.tercet.conformance.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tercet.EtcdClient;
import dev.tercet.Kv;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.kv.TxnResult;
import java.util.List;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * What only one may touch at a time, and a record of who did. The register is written in transactions that ask whether the writer
 * still is the owner, so it shows what fencing is worth; who is inside is kept here, so it shows whether anybody is told too late.
 */
final class Guarded {
    private final String register;
    private final NavigableMap<Long, Long> tokenByRevision = new ConcurrentSkipListMap<>();
    private final AtomicReference<Visit> inside = new AtomicReference<>();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();

    private record Visit(long token, BooleanSupplier lost) {}

    Guarded(String register) {
        this.register = register;
    }

    /**
     * One turn of a holder.
     *
     * @param isOwner holds as long as the server sees it as the holder
     * @param lost whether the holder has been told that it is one no longer
     * @return whether it was the owner all the time, as far as the server is concerned
     */
    boolean visit(EtcdClient etcd, long token, Compare isOwner, BooleanSupplier lost) {
        Visit visit = new Visit(token, lost);
        Visit other = inside.getAndSet(visit);
        if (other != null && !other.lost.getAsBoolean()) {
            violations.add(token + " came in while " + other.token + " was there and had been told nothing");
        }
        try {
            return write(etcd, token, isOwner) && write(etcd, token, isOwner);
        } finally {
            inside.compareAndSet(visit, null);
        }
    }

    private boolean write(EtcdClient etcd, long token, Compare isOwner) {
        // The same value twice is as good as once, so it may be sent again when its answer is lost.
        Kv kv = etcd.kv().with(etcd.options().retryingWrites());
        TxnResult written = kv.txn(Txn.when(isOwner).then(Put.of(register, Long.toString(token))));
        if (written.succeeded()) {
            tokenByRevision.put(written.header().revision(), token);
        }
        return written.succeeded();
    }

    /** A token once superseded never succeeds again, and nobody came in while another was there. */
    void check() {
        assertThat(violations).isEmpty();
        assertThat(tokenByRevision).isNotEmpty();
        assertThat(List.copyOf(tokenByRevision.values()))
                .as("tokens in the order of revisions")
                .isSorted();
    }
}
