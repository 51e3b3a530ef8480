package dev.tercet.conformance.faults.wire.fuzz;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tercet.EtcdClient;
import dev.tercet.conformance.faults.wire.Tally;
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
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls over gRPC, many at a time, to a server that does a {@link Mischief} to each. What is done to a case follows from the seed and
 * its number alone.
 */
public final class GrpcFuzz implements Script, AutoCloseable {
    /** Where calls lose their replies. */
    private static final Duration SHORT = Duration.ofMillis(250);

    /** Where there is always an answer, for a busy machine. */
    private static final Duration LONG = Duration.ofSeconds(4);

    /** What a busy machine may take beyond. */
    private static final Duration SLACK = Duration.ofSeconds(8);

    private static final int BATCH = 128;
    private static final int ONE_BLOCKING_IN = 8;
    private static final List<Mischief> ALL = Mischiefs.all();
    private static final List<Mischief> GENTLE =
            ALL.stream().filter(Mischief::isGentle).toList();
    private static final List<Mischief> KEEPING_THE_CONNECTION =
            ALL.stream().filter(each -> each.effect() != Effect.THE_CONNECTION).toList();
    private static final CallKind[] KINDS = CallKind.values();

    private final long seed;
    private final Tally tally;
    private final Http2Server server;
    private final EtcdClient etcd;
    private final ExecutorService blocking = Executors.newFixedThreadPool(BATCH / ONE_BLOCKING_IN);
    private final Map<Long, FuzzCase> cases = new ConcurrentHashMap<>();
    private final Set<Http2Connection> rough = ConcurrentHashMap.newKeySet();
    private volatile Company company = Company.GENTLE;

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

    public GrpcFuzz(long seed, Tally tally) throws IOException {
        this.seed = seed;
        this.tally = tally;
        this.server = new Http2Server(this);
        this.etcd = EtcdClient.builder()
                .endpoints(server.endpoint())
                .transport(new GrpcTransportProvider())
                .build();
    }

    /** Plays a batch of calls, beginning with case {@code first}; answers the number after the last. */
    public long batch(long first) throws InterruptedException {
        company = Company.values()[(int) (first / BATCH % Company.values().length)];
        EtcdClient view = etcd.withTimeout(company.deadline);
        long start = System.nanoTime();
        Map<Long, CompletableFuture<?>> calls = new HashMap<>();
        for (long number = first; number < first + BATCH; number++) {
            CallKind kind = KINDS[dice(number, -1).nextInt(KINDS.length)];
            cases.put(number, new FuzzCase(number, kind));
            calls.put(number, call(view, kind, number));
        }
        Map<Long, Object> ends = new HashMap<>();
        for (Map.Entry<Long, CompletableFuture<?>> call : calls.entrySet()) {
            ends.put(call.getKey(), end(call.getValue(), start));
        }
        judge(ends);
        tally.count("fuzz: calls over gRPC", BATCH);
        cases.clear();
        return first + BATCH;
    }

    private CompletableFuture<?> call(EtcdClient view, CallKind kind, long number) {
        try {
            return number % ONE_BLOCKING_IN == 0
                    ? CompletableFuture.supplyAsync(() -> kind.blocking(view, number), blocking)
                    : kind.async(view.async(), number);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(new IllegalStateException("thrown instead of told", e));
        }
    }

    private Object end(CompletableFuture<?> call, long start) throws InterruptedException {
        long left = company.deadline.plus(SLACK).toNanos() - (System.nanoTime() - start);
        try {
            return call.get(Math.max(0, left), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (TimeoutException e) {
            return e;
        }
    }

    private void judge(Map<Long, Object> ends) {
        Map<Http2Connection, Sent> sent = new HashMap<>();
        ends.forEach((number, end) -> {
            FuzzCase each = cases.get(number);
            Optional<String> wrong;
            if (end instanceof TimeoutException) {
                wrong = Optional.of(each + ": it does not end");
            } else if (end instanceof Throwable failure) {
                wrong = each.judgeFailure(failure, rough::contains);
            } else {
                wrong = each.judgeValue(end, connection -> sent.computeIfAbsent(connection, Http2Connection::sent));
                tally.count("fuzz: of these answered");
            }
            wrong.or(() -> each.judgeAttempts(rough::contains))
                    .ifPresent(words -> tally.violation("gRPC, seed " + seed + ", " + words));
        });
    }

    @Override
    public void whole(Http2Call call) {
        CallKind kind = CallKind.of(call.path()).orElseThrow();
        long number;
        try {
            number = kind.number(call.messages().get(0));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the client's request cannot be read", e);
        }
        FuzzCase of = cases.get(number);
        if (of == null) {
            // Its time was over before it came.
            Mischiefs.stopping(call);
            return;
        }
        Random random = dice(number, of.attempts());
        Mischief mischief = of.attempts() > 0 && random.nextBoolean() ? ALL.get(0) : pick(random);
        of.served(call, mischief);
        if (mischief.effect() == Effect.THE_CONNECTION) {
            rough.add(call.connection());
        }
        mischief.act().to(call, kind.reply(number).toByteArray(), random);
    }

    private Mischief pick(Random random) {
        List<Mischief> from = switch (company) {
            case GENTLE -> GENTLE;
            case SLOW -> KEEPING_THE_CONNECTION;
            case ROUGH -> random.nextInt(BATCH / 8) == 0 ? ALL : GENTLE;
        };
        return from.get(random.nextInt(from.size()));
    }

    private Random dice(long number, int attempt) {
        return new Random((seed * 31 + number) * 31 + attempt);
    }

    /** Ends the client, which leaves no connection; then the server. */
    @Override
    public void close() throws IOException {
        blocking.shutdownNow();
        etcd.close();
        if (!Ended.within(SLACK, () -> server.openConnections() == 0)) {
            tally.violation("gRPC, seed " + seed + ": " + server.openConnections() + " connections are left");
        }
        server.close();
    }
}
