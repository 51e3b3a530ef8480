package dev.tercet.conformance.faults.wire.fuzz;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tercet.EtcdClient;
import dev.tercet.conformance.faults.wire.Tally;
import dev.tercet.conformance.faults.wire.cut.Session;
import dev.tercet.conformance.faults.wire.http2.Fields;
import dev.tercet.conformance.faults.wire.http2.Frame;
import dev.tercet.conformance.faults.wire.http2.GrpcMessages;
import dev.tercet.conformance.faults.wire.http2.Http2Call;
import dev.tercet.conformance.faults.wire.http2.Http2Server;
import dev.tercet.conformance.faults.wire.http2.Script;
import dev.tercet.grpc.GrpcTransportProvider;
import dev.tercet.proto.etcdserverpb.WatchCreateRequest;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Watches over gRPC, many on a stream, by a server that does a {@link WatchMischief} to the messages of some of them, once. In a batch
 * of harmless ones every watch tells everything exactly once; in the others it tells nothing twice, nothing late, and nothing
 * that nobody said.
 */
public final class WatchFuzz implements Script, AutoCloseable {
    private static final int BATCH = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    /** How long a watch may wait for what was lost, until nobody waits any more. */
    private static final Duration LOST = Duration.ofMillis(60);

    private static final List<WatchMischief> ALL = List.of(WatchMischief.values());
    private static final List<WatchMischief> HARMLESS =
            ALL.stream().filter(WatchMischief::isHarmless).toList();

    private final long seed;
    private final Tally tally;
    private final Http2Server server;
    private final EtcdClient etcd;
    private final Map<Http2Call, AtomicLong> begun = new ConcurrentHashMap<>();
    private final Map<String, WatchMischief> done = new ConcurrentHashMap<>();
    private volatile boolean harmless;

    public WatchFuzz(long seed, Tally tally) throws IOException {
        this.seed = seed;
        this.tally = tally;
        this.server = new Http2Server(this);
        this.etcd = EtcdClient.builder()
                .endpoints(server.endpoint())
                .transport(new GrpcTransportProvider())
                .build();
    }

    /** Plays a batch of watches, beginning with case {@code first}; answers the number after the last. */
    public long batch(long first) {
        harmless = first / BATCH % 2 == 0;
        List<WatchCase> cases = new ArrayList<>();
        for (long number = first; number < first + BATCH; number++) {
            cases.add(new WatchCase(new Session(prefix(number)), etcd));
        }
        for (WatchCase each : cases) {
            each.play(harmless ? PATIENCE : LOST);
        }
        for (WatchCase each : cases) {
            each.close(PATIENCE);
            each.verdict(harmless)
                    .ifPresent(words -> tally.violation(
                            "watch, seed " + seed + ", " + each.session().prefix() + " "
                                    + done.get(each.session().prefix()) + ": " + words));
        }
        tally.count("fuzz: watches over gRPC", BATCH);
        done.clear();
        begun.keySet().removeIf(call -> call.isWhole());
        return first + BATCH;
    }

    private static String prefix(long number) {
        return "/watch/%07d/".formatted(number);
    }

    @Override
    public void message(Http2Call call, byte[] message) {
        WatchRequest request;
        try {
            request = WatchRequest.parseFrom(message);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the client's request cannot be read", e);
        }
        if (request.hasCreateRequest()) {
            create(call, request.getCreateRequest());
        }
    }

    private void create(Http2Call call, WatchCreateRequest create) {
        List<Frame> frames = new ArrayList<>();
        AtomicLong ids = begun.computeIfAbsent(call, opened -> {
            frames.add(Frame.headers(opened.stream(), Fields.answer(), false));
            return new AtomicLong();
        });
        String prefix = create.getKey().toStringUtf8();
        List<byte[]> messages =
                WatchMischief.bytes(new Session(prefix).since(create.getStartRevision(), ids.getAndIncrement()));
        // Once for each: when it comes back, it is well served.
        if (messages.size() > 1 && !done.containsKey(prefix)) {
            Random random = new Random(seed ^ prefix.hashCode() * 0x9E3779B97F4A7C15L);
            List<WatchMischief> from = harmless ? HARMLESS : ALL;
            WatchMischief mischief = from.get(random.nextInt(from.size()));
            done.put(prefix, mischief);
            mischief.to(messages, random);
        }
        messages.forEach(each -> frames.add(Frame.data(call.stream(), GrpcMessages.of(each), false)));
        call.send(frames);
    }

    /** Ends the client, which leaves no connection; then the server. */
    @Override
    public void close() throws IOException {
        etcd.close();
        if (!Ended.within(PATIENCE, () -> server.openConnections() == 0)) {
            tally.violation("watch, seed " + seed + ": " + server.openConnections() + " connections are left");
        }
        server.close();
    }
}
