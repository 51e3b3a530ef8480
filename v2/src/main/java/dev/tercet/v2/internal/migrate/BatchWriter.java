package dev.tercet.v2.internal.migrate;

import dev.tercet.EtcdClient;
import dev.tercet.error.EtcdException;
import dev.tercet.error.LeaseNotFoundException;
import dev.tercet.error.Outcome;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Compare;
import dev.tercet.kv.Op;
import dev.tercet.kv.Put;
import dev.tercet.kv.Txn;
import dev.tercet.v2.internal.migrate.Writing.Kind;
import dev.tercet.v2.migrate.MigrationListener;
import java.util.ArrayList;
import java.util.List;

/** Writes plans, batch by batch, each on the condition that what it touches is as the plan saw it. */
final class BatchWriter implements AutoCloseable {
    private static final int MOST_ROUNDS = 10;

    private final EtcdClient etcd;
    private final LeaseBook leases;
    private final MigrationListener listener;

    private int rounds;
    private long written;
    private long created;
    private long replaced;
    private long batches;

    BatchWriter(EtcdClient etcd, LeaseBook leases, MigrationListener listener) {
        this.etcd = etcd;
        this.leases = leases;
        this.listener = listener;
    }

    /**
     * Writes it.
     *
     * @return false if something is not as the plan saw it, so that another plan is needed for what is left
     */
    boolean write(Plan plan) {
        rounds++;
        leases.know(plan.leases());
        long all = written + plan.writings().size();
        listener.onProgress(written, all);
        for (List<Writing> batch : Batches.of(plan.writings())) {
            if (!put(batch)) {
                return false;
            }
            written += batch.size();
            created += count(batch, Kind.CREATED);
            replaced += count(batch, Kind.REPLACED);
            batches++;
            listener.onProgress(written, all);
        }
        return true;
    }

    private boolean put(List<Writing> batch) {
        List<Compare> conditions = new ArrayList<>();
        List<Op<?>> puts = new ArrayList<>();
        for (Writing writing : batch) {
            Bytes key = Bytes.of(writing.key());
            conditions.add(Compare.modRevision(key).equalTo(writing.seen()));
            long lease = leases.of(writing);
            Put put = Put.of(key, writing.value());
            puts.add(lease == 0 ? put : put.withLease(lease));
        }
        Txn txn = Txn.when(conditions).then(puts);
        try {
            boolean done = rounds < MOST_ROUNDS
                    ? etcd.kv().txn(txn).succeeded()
                    : etcd.kv().txnOrThrow(txn).succeeded();
            if (done) {
                leases.used();
            }
            return done;
        } catch (LeaseNotFoundException e) {
            // What was to expire has, between being read and being written.
            leases.forget();
            if (rounds >= MOST_ROUNDS) {
                throw e;
            }
            return false;
        } catch (EtcdException e) {
            if (e.outcome() == Outcome.UNKNOWN) {
                leases.used();
            }
            throw e;
        }
    }

    private static long count(List<Writing> batch, Kind kind) {
        return batch.stream().filter(writing -> writing.kind() == kind).count();
    }

    long created() {
        return created;
    }

    long replaced() {
        return replaced;
    }

    long batches() {
        return batches;
    }

    /** Leaves no lease behind that nothing hangs on. */
    @Override
    public void close() {
        leases.giveBack();
    }
}
