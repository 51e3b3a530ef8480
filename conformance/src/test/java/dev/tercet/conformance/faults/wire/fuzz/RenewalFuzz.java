package dev.tercet.conformance.faults.wire.fuzz;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tercet.EtcdClient;
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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;

/** Renewals of leases, many on a stream, by a server that loses, doubles, changes and mixes up its answers. */
final class RenewalFuzz implements Script, Fuzzer {
    private static final int BATCH = 256;
    private static final Duration DEADLINE = Duration.ofMillis(250);

    private final Setup setup;
    private final Http2Server server;
    private final EtcdClient etcd;
    private final Set<Http2Call> begun = ConcurrentHashMap.newKeySet();
    /** All that was ever said, in protobuf's reading. */
    private final Queue<LeaseRenewal> said = new ConcurrentLinkedQueue<>();

    private long last;

    RenewalFuzz(Setup setup) throws IOException {
        this.setup = setup;
        this.server = new Http2Server(this);
        this.etcd = EtcdClient.builder()
                .endpoints(server.endpoint())
                .transport(new GrpcTransportProvider())
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
            long lease = number + 1;
            calls.put(
                    number,
                    Ended.begun(
                            setup, number, DEADLINE, () -> etcd.async().leases().keepAliveOnce(lease)));
        }
        // To begin them takes a busy machine its time too.
        long start = System.nanoTime();
        for (Map.Entry<Long, CompletableFuture<?>> call : calls.entrySet()) {
            Object how = Ended.of(call.getValue(), start, DEADLINE.plus(setup.slack()));
            wrong(call.getKey() + 1, how).ifPresent(words -> setup.wrong(call.getKey(), words));
        }
        // What was said to nobody in particular of leases to come may be late.
        said.removeIf(renewal -> renewal.id() <= end);
    }

    private Optional<String> wrong(long lease, Object end) {
        if (end instanceof LeaseRenewal renewal) {
            return renewal.id() == lease && said.contains(renewal)
                    ? Optional.empty()
                    : Optional.of("for lease " + lease + " it got " + renewal);
        } else if (end instanceof TimeoutException) {
            return Optional.of("it does not end");
        }
        return end instanceof EtcdException ? Optional.empty() : Optional.of("untyped: " + end);
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
        Dice random = setup.dice(id - 1, 0);
        byte[] good = reply(id, 60);
        switch (random.nextInt(16)) {
            case 0 -> {
                // Lost.
            }
            case 1 -> say(call, good, good);
            case 2 -> say(call, random.mutation().of(good));
            case 3 -> say(call, reply(id + 1, 60));
            case 10 -> say(call, reply(id + 1 + random.nextInt(BATCH), 60), good);
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

    @Override
    public void close() throws IOException {
        etcd.close();
        Ended.withoutConnections(server::openConnections, 0, setup, last);
        server.close();
    }
}
