package dev.tercet.conformance.faults.embedded;

import dev.tercet.conformance.faults.history.LeaseLog;
import dev.tercet.kv.Put;
import dev.tercet.lease.KeptLease;
import java.time.Duration;

/** Steps about leases. */
final class LeaseSteps {
    private LeaseSteps() {}

    record Keep(int client, int seconds, String key) implements Step {
        @Override
        public void run(Play play) {
            SimClient its = play.client(client);
            LeaseLog log = play.world().recorder().lease(its.name(), Duration.ofSeconds(seconds));
            its.etcd().async().leases().keep(Duration.ofSeconds(seconds)).thenAccept(granted -> {
                KeptLease lease = play.doubles().lease(granted);
                log.granted(lease.id(), lease.ttl());
                LeaseRun run = new LeaseRun(its.name(), lease, key, log);
                play.leases().add(run);
                mark(its, run, lease);
            });
        }

        private void mark(SimClient its, LeaseRun run, KeptLease lease) {
            its.etcd()
                    .async()
                    .kv()
                    .put(Put.of(key, "lives").withLease(lease.id()))
                    .thenAccept(done -> run.hasKey());
        }

        @Override
        public String toString() {
            return "client " + client + " keeps a lease of " + seconds + " s, with the key " + key;
        }
    }

    /** What it kept and held is nobody's any more, and goes in its time. */
    record CloseClient(int client) implements Step {
        @Override
        public void run(Play play) {
            play.replace(client);
        }

        @Override
        public String toString() {
            return "client " + client + " is closed, and another takes its place";
        }
    }

    record Revoke(int lease) implements Step {
        @Override
        public void run(Play play) {
            LeaseRun run = Play.any(play.leases(), lease);
            if (run != null) {
                run.revoke();
            }
        }

        @Override
        public String toString() {
            return "lease " + lease + " is revoked";
        }
    }

    record Leave(int lease) implements Step {
        @Override
        public void run(Play play) {
            LeaseRun run = Play.any(play.leases(), lease);
            if (run != null) {
                run.close();
            }
        }

        @Override
        public String toString() {
            return "lease " + lease + " is kept no more";
        }
    }
}
