package dev.tercet.conformance.faults.wire.fuzz;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tercet.EtcdClient;
import dev.tercet.conformance.faults.wire.fuzz.Mischief.Asked;
import dev.tercet.conformance.faults.wire.fuzz.Mischief.Effect;
import dev.tercet.conformance.faults.wire.http2.Http2Call;
import dev.tercet.conformance.faults.wire.http2.Http2Connection;
import dev.tercet.conformance.faults.wire.http2.Http2Server;
import dev.tercet.conformance.faults.wire.http2.Script;
import dev.tercet.conformance.faults.wire.http2.Sent;
import dev.tercet.grpc.GrpcTransportProvider;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongFunction;

/** Calls over gRPC, many at a time, to a server that does a {@link Mischief} to each, and what is to be said of them. */
final class GrpcCalls implements Script {
    /** Of a call that is no case and has its right reply, for whoever wants a connection before it begins. */
    static final long NO_CASE = Long.MAX_VALUE;

    private static final int ONE_BLOCKING_IN = 8;

    private final Setup setup;
    private final Choice choice;
    private final Http2Server server;
    private final ExecutorService blocking;
    private final Map<Long, FuzzCase> cases = new ConcurrentHashMap<>();
    private final Set<Http2Connection> rough = ConcurrentHashMap.newKeySet();
    /** Of each connection the last call whose reply was lost. */
    private final Map<Http2Connection, Http2Call> lost = new ConcurrentHashMap<>();

    private long last;

    /** What is to be done. */
    interface Choice {
        /** To an attempt, counted from 0, of a case. */
        Mischief of(long number, int attempt, Dice dice);
    }

    GrpcCalls(Setup setup, int batch, Choice choice) throws IOException {
        this.setup = setup;
        this.choice = choice;
        this.blocking = Executors.newFixedThreadPool((batch + ONE_BLOCKING_IN - 1) / ONE_BLOCKING_IN);
        this.server = new Http2Server(this);
    }

    EtcdClient client() {
        return EtcdClient.builder()
                .endpoints(server.endpoint())
                .transport(new GrpcTransportProvider())
                .build();
    }

    /** Makes calls and judges them. */
    void play(long first, long end, Duration deadline, LongFunction<EtcdClient> clients) throws InterruptedException {
        last = first;
        Map<Long, CompletableFuture<?>> calls = new HashMap<>();
        for (long number = first; number < end; number++) {
            CallKind kind = CallKind.ALONE.get(setup.dice(number, -1).nextInt(CallKind.ALONE.size()));
            cases.put(number, new FuzzCase(kind));
            EtcdClient view = clients.apply(number).withTimeout(deadline);
            long each = number;
            calls.put(number, Ended.begun(setup, number, deadline, () -> call(view, kind, each)));
        }
        // To begin them takes a busy machine its time too.
        long start = System.nanoTime();
        Map<Long, Object> ends = new HashMap<>();
        for (Map.Entry<Long, CompletableFuture<?>> call : calls.entrySet()) {
            ends.put(call.getKey(), Ended.of(call.getValue(), start, deadline.plus(setup.slack())));
        }
        Map<Http2Connection, Sent> sent = new HashMap<>();
        ends.forEach((number, how) -> cases.get(number)
                .judge(how, connection -> sent.computeIfAbsent(connection, Http2Connection::sent), rough::contains)
                .ifPresent(words -> setup.wrong(number, words)));
        cases.clear();
        lost.clear();
    }

    private CompletableFuture<?> call(EtcdClient view, CallKind kind, long number) {
        return number % ONE_BLOCKING_IN == 0
                ? CompletableFuture.supplyAsync(() -> kind.blocking(view, number), blocking)
                : kind.async(view.async(), number);
    }

    @Override
    public void whole(Http2Call call) {
        CallKind kind;
        long number;
        try {
            byte[] request = call.messages().get(0);
            kind = CallKind.of(call.path(), request);
            number = kind.number(request);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the client's request cannot be read", e);
        }
        if (number == NO_CASE) {
            call.answer(kind.reply(number).toByteArray());
            return;
        }
        FuzzCase of = cases.get(number);
        if (of == null) {
            // Its time was over before it came.
            Mischiefs.stopping(call);
            return;
        }
        Dice dice = setup.dice(number, of.attempts());
        Mischief mischief = choice.of(number, of.attempts(), dice);
        of.served(call, mischief);
        if (mischief.effect() == Effect.THE_CONNECTION) {
            rough.add(call.connection());
            setup.count(mischief.counted());
        }
        mischief.act().to(new Asked(call, kind, number, lost), dice);
    }

    /** When its clients are closed. */
    void close() throws IOException {
        blocking.shutdownNow();
        Ended.withoutConnections(server::openConnections, 0, setup, last);
        server.close();
    }
}
