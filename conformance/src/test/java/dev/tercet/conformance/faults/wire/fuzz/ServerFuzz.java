package dev.tercet.conformance.faults.wire.fuzz;

import dev.tercet.EtcdClient;
import dev.tercet.conformance.faults.wire.Tally;
import dev.tercet.conformance.faults.wire.http2.Frame;
import dev.tercet.conformance.faults.wire.http2.GrpcMessages;
import dev.tercet.conformance.faults.wire.http2.RawClient;
import dev.tercet.conformance.gateway.oracle.RandomMessages;
import dev.tercet.conformance.gateway.oracle.Rows;
import dev.tercet.embedded.EmbeddedEtcd;
import dev.tercet.error.EtcdException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Requests to the embedded etcd that are wrong somewhere. It answers each of them, good or bad, and serves others as before, whatever
 * became of a connection that makes no sense.
 */
public final class ServerFuzz implements AutoCloseable {
    private static final int BATCH = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Those that wait for something, go on for ever, or change who may do what. */
    private static final Set<String> UNFIT = Set.of(
            "Watch",
            "LeaseKeepAlive",
            "Snapshot",
            "Lock",
            "Campaign",
            "Observe",
            "AuthEnable",
            "Alarm",
            "MoveLeader",
            "Downgrade");

    private final long seed;
    private final Tally tally;
    private final EmbeddedEtcd etcd = EmbeddedEtcd.builder().port(0).start();
    private final EtcdClient good =
            EtcdClient.builder().endpoints(etcd.endpoint()).timeout(PATIENCE).build();
    private final List<Rows.Row> rows = Rows.all()
            .filter(row -> !UNFIT.contains(row.method().getName()))
            .filter(row -> !row.name().startsWith("etcdserverpb.Cluster"))
            .toList();

    public ServerFuzz(long seed, Tally tally) {
        this.seed = seed;
        this.tally = tally;
    }

    /** Sends a batch of requests on one connection, beginning with case {@code first}; answers the number after the last. */
    public long batch(long first) throws IOException {
        Random random = new Random(seed * 31 + first);
        boolean rough = random.nextInt(4) == 0;
        try (RawClient client = RawClient.open(etcd.port().orElseThrow())) {
            if (rough) {
                roughly(client, random);
            } else {
                gently(client, random, first);
            }
        }
        tally.count(
                rough ? "fuzz: to the embedded etcd, broken frames" : "fuzz: to the embedded etcd, requests", BATCH);
        try {
            good.kv().get("k");
        } catch (EtcdException e) {
            tally.violation("embedded, seed " + seed + ", behind case " + first + ": it does not serve others: " + e);
        }
        return first + BATCH;
    }

    /** Messages that are wrong, in frames that are right. */
    private void gently(RawClient client, Random random, long first) throws IOException {
        RandomMessages messages = new RandomMessages(random.nextLong());
        Mutation mutation = new Mutation(random);
        for (int i = 0; i < BATCH; i++) {
            Rows.Row row = rows.get(random.nextInt(rows.size()));
            byte[] message = messages.like(row.method().getInputType()).toByteArray();
            byte[] framed = GrpcMessages.of(random.nextInt(8) == 0 ? message : mutation.of(message));
            client.call("/" + row.name(), random.nextInt(8) == 0 ? mutation.of(framed) : framed);
        }
        int unanswered = client.awaitAnswers(PATIENCE);
        if (unanswered > 0) {
            tally.violation("embedded, seed " + seed + ", batch from case " + first + ": " + unanswered
                    + " requests without an answer");
        }
    }

    /** Frames that are wrong. */
    private void roughly(RawClient client, Random random) throws IOException {
        RandomMessages messages = new RandomMessages(random.nextLong());
        Mutation mutation = new Mutation(random);
        for (int i = 0; i < BATCH; i++) {
            Rows.Row row = rows.get(random.nextInt(rows.size()));
            byte[] framed =
                    GrpcMessages.of(messages.like(row.method().getInputType()).toByteArray());
            List<Frame> frames = client.frames("/" + row.name(), framed);
            client.write(random.nextInt(4) == 0 ? mutation.of(Frame.bytes(frames)) : Frame.bytes(frames));
        }
    }

    @Override
    public void close() {
        good.close();
        etcd.close();
    }
}
