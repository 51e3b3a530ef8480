package dev.tercet.conformance.faults.load;

import dev.tercet.EtcdClient;
import dev.tercet.election.LeaderKey;
import dev.tercet.kv.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Writes large values under a prefix, and proclaims them in an election, faster than anybody reads who does not read. */
final class Flood {
    static final String PREFIX = "load/unread/flood/";
    static final String ELECTION = "load/unread/election";
    static final int VALUE_BYTES = 64 << 10;
    static final int KEYS = 50;

    private static final int WRITERS = 4;

    /** A proclamation of every so many values. */
    private static final int PROCLAIMED = 4;

    private final EtcdClient etcd;
    private final LeaderKey leader;
    private final Queue<Long> revisions = new ConcurrentLinkedQueue<>();

    Flood(EtcdClient etcd) {
        this.etcd = etcd;
        long lease = etcd.leases().grant(Duration.ofMinutes(60)).id();
        this.leader = etcd.elections().campaign(ELECTION, lease, "first");
    }

    /** Writes every key once, and then as much as the work says. */
    void run(Work work) throws Exception {
        for (int key = 0; key < KEYS; key++) {
            write(key, work);
        }
        work.together(WRITERS, number -> write(number, work));
    }

    private void write(long number, Work work) {
        byte[] value = new byte[VALUE_BYTES];
        work.random(number).nextBytes(value);
        Bytes key = Bytes.of(PREFIX + number % KEYS);
        revisions.add(etcd.kv().put(key, Bytes.wrap(value)).header().revision());
        if (number % PROCLAIMED == 0) {
            etcd.elections().proclaim(leader, Bytes.wrap(value));
        }
    }

    /** The revisions of the values, in order. */
    List<Long> revisions() {
        return revisions.stream().sorted().toList();
    }

    void end() {
        etcd.leases().revoke(leader.lease());
    }
}
