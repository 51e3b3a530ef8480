package dev.tercet.conformance.faults.wire.fuzz;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tercet.EtcdClient;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Watches over gRPC, many on a stream, by a server that does a {@link WatchMischief} to the messages of some of them, once. In a batch
 * of harmless ones every watch tells everything exactly once; in the others it tells nothing twice, nothing late, and nothing
 * that nobody said.
 */
final class WatchFuzz implements Script, Fuzzer {
    private static final int BATCH = 128;
    private final Setup setup;
    private final Http2Server server;
    private final EtcdClient etcd;
    private final Map<Http2Call, Said.Stream> begun = new ConcurrentHashMap<>();
    private final Said said = new Said();
    private final Map<String, WatchMischief> done = new ConcurrentHashMap<>();
    private volatile boolean harmless;
    private long last;

    WatchFuzz(Setup setup) throws IOException {
        this.setup = setup;
        this.server = new Http2Server(this);
        this.etcd = EtcdClient.builder()
                .endpoints(server.endpoint())
                .transport(new GrpcTransportProvider())
                .build();
    }

    @Override
    public int batch() {
        return BATCH;
    }

    @Override
    public void play(long first, long end) {
        last = first;
        harmless = WatchMischief.isHarmless(first, BATCH);
        List<WatchCase> cases = new ArrayList<>();
        for (long number = first; number < end; number++) {
            cases.add(new WatchCase(number, etcd));
        }
        WatchCase.playAll(cases, harmless, setup, done, said);
        done.clear();
        said.clear();
        begun.keySet().removeIf(call -> call.isWhole());
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
        Said.Stream stream = begun.computeIfAbsent(call, opened -> {
            frames.add(Frame.headers(opened.stream(), Fields.answer(), false));
            return new Said.Stream();
        });
        long id = stream.nextId();
        String prefix = create.getKey().toStringUtf8();
        List<byte[]> messages = WatchMischief.bytes(new Session(prefix).since(create.getStartRevision(), id));
        // Once for each: when it comes back, it is well served.
        if (messages.size() > 1 && !done.containsKey(prefix)) {
            Dice dice = setup.dice(WatchCase.number(prefix), 0);
            WatchMischief mischief = WatchMischief.pick(harmless, dice);
            done.put(prefix, mischief);
            mischief.to(messages, dice);
        }
        said.answered(stream, prefix, id, messages);
        messages.forEach(each -> frames.add(Frame.data(call.stream(), GrpcMessages.of(each), false)));
        call.send(frames);
    }

    @Override
    public void close() throws IOException {
        etcd.close();
        Ended.withoutConnections(server::openConnections, 0, setup, last);
        server.close();
    }
}
