package dev.tercet.conformance.faults.wire.fuzz;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tercet.EtcdClient;
import dev.tercet.conformance.faults.wire.Tally;
import dev.tercet.conformance.faults.wire.http2.Fields;
import dev.tercet.conformance.faults.wire.http2.Frame;
import dev.tercet.conformance.faults.wire.http2.GrpcMessages;
import dev.tercet.conformance.faults.wire.http2.Http2Call;
import dev.tercet.conformance.faults.wire.http2.Http2Server;
import dev.tercet.conformance.faults.wire.http2.Script;
import dev.tercet.error.EtcdException;
import dev.tercet.grpc.GrpcTransportProvider;
import dev.tercet.lease.LeaseRenewal;
import dev.tercet.proto.codec.LeaseCodec;
import dev.tercet.proto.etcdserverpb.LeaseKeepAliveRequest;
import dev.tercet.proto.etcdserverpb.LeaseKeepAliveResponse;
import dev.tercet.testkit.script.Messages;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Renewals of leases, many on a stream, by a server that loses, doubles, changes and mixes up its answers. */
public final class RenewalFuzz implements Script, AutoCloseable {
    private static final int BATCH = 64;
    private static final Duration DEADLINE = Duration.ofMillis(250);
    private static final Duration SLACK = Duration.ofSeconds(8);

    private final long seed;
    private final Tally tally;
    private final Http2Server server;
    private final EtcdClient etcd;
    private final Set<Http2Call> begun = ConcurrentHashMap.newKeySet();
    /** All that was ever said, in protobuf's reading. */
    private final Queue<LeaseRenewal> said = new ConcurrentLinkedQueue<>();

    public RenewalFuzz(long seed, Tally tally) throws IOException {
        this.seed = seed;
        this.tally = tally;
        this.server = new Http2Server(this);
        this.etcd = EtcdClient.builder()
                .endpoints(server.endpoint())
                .transport(new GrpcTransportProvider())
                .timeout(DEADLINE)
                .build();
    }

    /** Plays a batch of renewals, beginning with case {@code first}; answers the number after the last. */
    public long batch(long first) throws InterruptedException {
        long start = System.nanoTime();
        Map<Long, CompletableFuture<LeaseRenewal>> calls = new HashMap<>();
        for (long number = first; number < first + BATCH; number++) {
            calls.put(number, etcd.async().leases().keepAliveOnce(number + 1));
        }
        for (Map.Entry<Long, CompletableFuture<LeaseRenewal>> call : calls.entrySet()) {
            long left = DEADLINE.plus(SLACK).toNanos() - (System.nanoTime() - start);
            wrong(call.getKey() + 1, call.getValue(), Math.max(0, left))
                    .ifPresent(words ->
                            tally.violation("renewal, seed " + seed + ", case " + call.getKey() + ": " + words));
        }
        said.clear();
        tally.count("fuzz: renewals over gRPC", BATCH);
        return first + BATCH;
    }

    private Optional<String> wrong(long lease, CompletableFuture<LeaseRenewal> call, long left)
            throws InterruptedException {
        try {
            LeaseRenewal renewal = call.get(left, TimeUnit.NANOSECONDS);
            return renewal.id() == lease && said.contains(renewal)
                    ? Optional.empty()
                    : Optional.of("for lease " + lease + " it got " + renewal);
        } catch (ExecutionException e) {
            return e.getCause() instanceof EtcdException ? Optional.empty() : Optional.of("untyped: " + e.getCause());
        } catch (TimeoutException e) {
            return Optional.of("it does not end");
        }
    }

    @Override
    public void message(Http2Call call, byte[] message) {
        long id;
        try {
            id = LeaseKeepAliveRequest.parseFrom(message).getID();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the client's request cannot be read", e);
        }
        if (begun.add(call)) {
            call.send(Frame.headers(call.stream(), Fields.answer(), false));
        }
        Random random = new Random(seed * 31 + id);
        byte[] good = reply(id, 60);
        switch (random.nextInt(16)) {
            case 0 -> {
                // Lost.
            }
            case 1 -> say(call, good, good);
            case 2 -> say(call, new Mutation(random).of(good));
            case 3 -> say(call, reply(id + 1, 60));
            case 4 -> say(call, reply(-id, 60), good);
            case 5 -> say(call, reply(id, random.nextLong()));
            case 6 -> say(call, reply(id, 0));
            case 7 -> say(call, new byte[0], good);
            case 8 -> {
                if (random.nextInt(4) == 0) {
                    call.send(Frame.headers(call.stream(), Fields.trailers(random.nextInt(17), ""), true));
                } else {
                    say(call, good);
                }
            }
            case 9 -> {
                if (random.nextInt(4) == 0) {
                    call.send(Frame.reset(call.stream(), random.nextInt(Frame.ERROR_CODES)));
                } else {
                    say(call, good);
                }
            }
            default -> say(call, good);
        }
    }

    private void say(Http2Call call, byte[]... replies) {
        for (byte[] reply : replies) {
            try {
                said.add(LeaseCodec.decode(LeaseKeepAliveResponse.parseFrom(reply)));
            } catch (InvalidProtocolBufferException e) {
                // Nobody can read it.
            }
            call.send(Frame.data(call.stream(), GrpcMessages.of(reply), false));
        }
    }

    private static byte[] reply(long id, long ttl) {
        return LeaseKeepAliveResponse.newBuilder()
                .setHeader(Messages.header(1))
                .setID(id)
                .setTTL(ttl)
                .build()
                .toByteArray();
    }

    /** Ends the client, which leaves no connection; then the server. */
    @Override
    public void close() throws IOException {
        etcd.close();
        if (!Ended.within(SLACK, () -> server.openConnections() == 0)) {
            tally.violation("renewal, seed " + seed + ": " + server.openConnections() + " connections are left");
        }
        server.close();
    }
}
