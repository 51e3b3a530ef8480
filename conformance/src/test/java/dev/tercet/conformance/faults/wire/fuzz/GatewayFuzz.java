package dev.tercet.conformance.faults.wire.fuzz;

import dev.tercet.EtcdClient;
import dev.tercet.gateway.GatewayTransport;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Calls over the gateway to a server whose answers are wrong somewhere: puts, reads, lists, deletions, transactions, leases. */
final class GatewayFuzz implements Fuzzer {
    private static final int BATCH = 128;
    private static final Duration DEADLINE = Duration.ofMillis(250);
    private static final CallKind[] KINDS = CallKind.values();

    private final Setup setup;
    private final Map<Long, GatewayCase> cases = new ConcurrentHashMap<>();
    private final GatewayServer server;
    private final EtcdClient etcd;
    private long last;

    GatewayFuzz(Setup setup) {
        this.setup = setup;
        this.server = new GatewayServer(setup, cases);
        this.etcd = EtcdClient.builder()
                .endpoints(server.http().endpoint())
                .transport(GatewayTransport.create())
                .timeout(DEADLINE)
                .build();
    }

    @Override
    public int batch() {
        return BATCH;
    }

    @Override
    public void play(long first, long end) throws InterruptedException {
        last = first;
        Map<Long, CompletableFuture<?>> calls = new HashMap<>();
        for (long number = first; number < end; number++) {
            CallKind kind = KINDS[setup.dice(number, -1).nextInt(KINDS.length)];
            // A lease has a number that is not 0.
            long each = number + 1;
            cases.put(each, new GatewayCase(kind, each));
            calls.put(each, Ended.begun(setup, number, DEADLINE, () -> kind.async(etcd.async(), each)));
        }
        // To begin them takes a busy machine its time too.
        long start = System.nanoTime();
        for (Map.Entry<Long, CompletableFuture<?>> call : calls.entrySet()) {
            Object how = Ended.of(call.getValue(), start, DEADLINE.plus(setup.slack()));
            GatewayCase of = cases.get(call.getKey());
            of.judge(how).ifPresent(words -> setup.wrong(call.getKey() - 1, of.kind() + ": " + words));
        }
        cases.clear();
    }

    @Override
    public void close() {
        etcd.close();
        Ended.withoutConnections(server.http()::openConnections, server.excused(), setup, last);
        server.close();
    }
}
