package dev.tercet.conformance.faults.wire.fuzz;

import dev.tercet.EtcdClient;
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
import java.util.Set;

/**
 * Requests to the embedded etcd that are wrong somewhere. It answers each of them, good or bad, and serves others as before, whatever
 * became of a connection that makes no sense.
 */
final class ServerFuzz implements Fuzzer {
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

    private final Setup setup;
    private final EmbeddedEtcd etcd = EmbeddedEtcd.builder().port(0).start();
    private final EtcdClient good =
            EtcdClient.builder().endpoints(etcd.endpoint()).timeout(PATIENCE).build();
    private final List<Rows.Row> rows = Rows.all()
            .filter(row -> !UNFIT.contains(row.method().getName()))
            .filter(row -> !row.name().startsWith("etcdserverpb.Cluster"))
            .toList();

    ServerFuzz(Setup setup) {
        this.setup = setup;
    }

    @Override
    public int batch() {
        return BATCH;
    }

    /** On one connection. */
    @Override
    public void play(long first, long end) throws IOException {
        boolean rough = setup.dice(first / BATCH, -1).nextInt(4) == 0;
        try (RawClient client = RawClient.open(etcd.port().orElseThrow())) {
            for (long number = first; number < end; number++) {
                Dice dice = setup.dice(number, 0);
                if (rough) {
                    roughly(client, dice);
                } else {
                    gently(client, dice);
                }
            }
            if (!rough) {
                judge(first, client.awaitAnswers(PATIENCE));
            }
        }
        try {
            good.kv().get("k");
        } catch (EtcdException e) {
            setup.wrong(first, "behind the batch from here it does not serve others: " + e);
        }
    }

    void judge(long first, int unanswered) {
        if (unanswered > 0) {
            setup.wrong(first, "of the batch from here " + unanswered + " requests have no answer");
        }
    }

    /** A message that is wrong, in frames that are right. */
    private void gently(RawClient client, Dice dice) {
        Rows.Row row = rows.get(dice.nextInt(rows.size()));
        byte[] message = message(row, dice);
        byte[] framed =
                GrpcMessages.of(dice.nextInt(8) == 0 ? message : dice.mutation().of(message));
        client.call("/" + row.name(), dice.nextInt(8) == 0 ? dice.mutation().of(framed) : framed);
    }

    /** Frames that are wrong. */
    private void roughly(RawClient client, Dice dice) {
        Rows.Row row = rows.get(dice.nextInt(rows.size()));
        byte[] frames = Frame.bytes(client.frames("/" + row.name(), GrpcMessages.of(message(row, dice))));
        client.write(dice.nextInt(4) == 0 ? dice.mutation().of(frames) : frames);
    }

    private static byte[] message(Rows.Row row, Dice dice) {
        return new RandomMessages(dice.nextLong())
                .like(row.method().getInputType())
                .toByteArray();
    }

    @Override
    public void close() {
        good.close();
        etcd.close();
    }
}
