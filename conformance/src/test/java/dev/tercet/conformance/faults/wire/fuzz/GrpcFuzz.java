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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Calls over gRPC, many at a time, to a server that does a {@link Mischief} to each. What is done to a case follows from the seed and
 * its number alone.
 */
final class GrpcFuzz implements Script, Fuzzer {
    /** Where calls lose their replies. */
    private static final Duration SHORT = Duration.ofMillis(250);

    /** Where there is always an answer, for a busy machine. */
    private static final Duration LONG = Duration.ofSeconds(4);

    private static final int BATCH = 512;
    private static final int ONE_BLOCKING_IN = 8;
    private static final List<Mischief> ALL = Mischiefs.all();
    private static final List<Mischief> GENTLE =
            ALL.stream().filter(Mischief::isGentle).toList();
    private static final List<Mischief> KEEPING_THE_CONNECTION =
            ALL.stream().filter(each -> each.effect() != Effect.THE_CONNECTION).toList();

    private final Setup setup;
    private final Http2Server server;
    private final EtcdClient etcd;
    private final ExecutorService blocking = Executors.newFixedThreadPool(BATCH / ONE_BLOCKING_IN);
    private final Map<Long, FuzzCase> cases = new ConcurrentHashMap<>();
    private final Set<Http2Connection> rough = ConcurrentHashMap.newKeySet();
    /** Of each connection the last call whose reply was lost. */
    private final Map<Http2Connection, Http2Call> lost = new ConcurrentHashMap<>();

    private volatile Company company = Company.GENTLE;
    private long last;

    /** Which mischiefs go together, so that one does not hide what the others would do. */
    private enum Company {
        /** Those that cost no time and nobody else. */
        GENTLE(LONG),
        /** With those that may cost a deadline. */
        SLOW(SHORT),
        /** With those that cost the connection, a few of them. */
        ROUGH(SHORT);

        private final Duration deadline;

        Company(Duration deadline) {
            this.deadline = deadline;
        }
    }

    GrpcFuzz(Setup setup) throws IOException {
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
    public void play(long first, long end) throws InterruptedException {
        last = first;
        company = Company.values()[(int) (first / BATCH % Company.values().length)];
        EtcdClient view = etcd.withTimeout(company.deadline);
        Map<Long, CompletableFuture<?>> calls = new HashMap<>();
        for (long number = first; number < end; number++) {
            CallKind kind = CallKind.ALONE.get(setup.dice(number, -1).nextInt(CallKind.ALONE.size()));
            cases.put(number, new FuzzCase(kind));
            long each = number;
            calls.put(number, Ended.begun(setup, number, () -> call(view, kind, each)));
        }
        // To begin them takes a busy machine its time too.
        long start = System.nanoTime();
        Map<Long, Object> ends = new HashMap<>();
        for (Map.Entry<Long, CompletableFuture<?>> call : calls.entrySet()) {
            ends.put(call.getKey(), Ended.of(call.getValue(), start, company.deadline.plus(setup.slack())));
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
        FuzzCase of = cases.get(number);
        if (of == null) {
            // Its time was over before it came.
            Mischiefs.stopping(call);
            return;
        }
        Dice dice = setup.dice(number, of.attempts());
        Mischief mischief = of.attempts() > 0 && dice.nextBoolean() ? ALL.get(0) : pick(dice);
        of.served(call, mischief);
        if (mischief.effect() == Effect.THE_CONNECTION) {
            rough.add(call.connection());
        }
        mischief.act().to(new Asked(call, kind, number, lost), dice);
    }

    private Mischief pick(Dice dice) {
        List<Mischief> from = switch (company) {
            case GENTLE -> GENTLE;
            case SLOW -> KEEPING_THE_CONNECTION;
            case ROUGH -> dice.nextInt(BATCH / 8) == 0 ? ALL : GENTLE;
        };
        return from.get(dice.nextInt(from.size()));
    }

    @Override
    public void close() throws IOException {
        blocking.shutdownNow();
        etcd.close();
        Ended.withoutConnections(server::openConnections, 0, setup, last);
        server.close();
    }
}
