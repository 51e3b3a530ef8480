package dev.tercet.conformance.faults.wire.fuzz;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.tercet.EtcdClient;
import dev.tercet.conformance.faults.wire.Tally;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.gateway.GatewayTransport;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.PutResult;
import dev.tercet.proto.etcdserverpb.PutRequest;
import dev.tercet.proto.etcdserverpb.RangeRequest;
import dev.tercet.testkit.script.http.Cut;
import dev.tercet.testkit.script.http.HttpAnswer;
import dev.tercet.testkit.script.http.HttpExchange;
import dev.tercet.testkit.script.http.ScriptedHttp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls over the gateway to a server whose answers are wrong somewhere: in their head, in their length, in their JSON. */
public final class GatewayFuzz implements AutoCloseable {
    private static final int BATCH = 32;
    private static final Duration DEADLINE = Duration.ofMillis(250);
    private static final Duration SLACK = Duration.ofSeconds(8);
    private static final JsonFormat.Printer PRINTER =
            JsonFormat.printer().preservingProtoFieldNames().omittingInsignificantWhitespace();

    private final long seed;
    private final Tally tally;
    private final ScriptedHttp server = ScriptedHttp.start();
    private final EtcdClient etcd;
    /** Calls whose answer may be taken for a refusal. */
    private final Set<Long> refused = ConcurrentHashMap.newKeySet();
    /** Calls whose answer may be read as another value than the right one. */
    private final Set<Long> changed = ConcurrentHashMap.newKeySet();

    private final Map<Long, Integer> served = new ConcurrentHashMap<>();

    public GatewayFuzz(long seed, Tally tally) {
        this.seed = seed;
        this.tally = tally;
        server.path("/version").always(HttpAnswer.json("{\"etcdserver\":\"3.7.3\",\"etcdcluster\":\"3.7.0\"}"));
        server.path("/v3/kv/put").always(exchange -> serve(exchange, CallKind.PUT, PutRequest.newBuilder()));
        server.path("/v3/kv/range").always(exchange -> serve(exchange, CallKind.GET, RangeRequest.newBuilder()));
        this.etcd = EtcdClient.builder()
                .endpoints(server.endpoint())
                .transport(GatewayTransport.create())
                .timeout(DEADLINE)
                .build();
    }

    /** Plays a batch of calls, beginning with case {@code first}; answers the number after the last. */
    public long batch(long first) throws InterruptedException {
        long start = System.nanoTime();
        Map<Long, CompletableFuture<?>> calls = new HashMap<>();
        for (long number = first; number < first + BATCH; number++) {
            calls.put(number, kind(number).async(etcd.async(), number));
        }
        for (Map.Entry<Long, CompletableFuture<?>> call : calls.entrySet()) {
            long left = DEADLINE.plus(SLACK).toNanos() - (System.nanoTime() - start);
            wrong(call.getKey(), call.getValue(), Math.max(0, left))
                    .ifPresent(words -> tally.violation("gateway, seed " + seed + ", case " + call.getKey() + ", "
                            + kind(call.getKey()) + ": " + words));
        }
        tally.count("fuzz: calls over the gateway", BATCH);
        return first + BATCH;
    }

    private static CallKind kind(long number) {
        return number % 2 == 0 ? CallKind.PUT : CallKind.GET;
    }

    private Optional<String> wrong(long number, CompletableFuture<?> call, long left) throws InterruptedException {
        CallKind kind = kind(number);
        int times = served.getOrDefault(number, 0);
        if (kind.writes() && times > 1 && !refused.contains(number)) {
            return Optional.of("sent " + times + " times");
        }
        try {
            Object value = call.get(left, TimeUnit.NANOSECONDS);
            Object meant = kind.meant(kind.reply(number).toByteArray());
            // A changed body may say something else, but it has to be something of this kind.
            boolean right = changed.contains(number)
                    ? value instanceof PutResult || value instanceof GetResult
                    : value.equals(meant);
            return right ? Optional.empty() : Optional.of("nobody sent this: " + value);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof EtcdException typed)) {
                return Optional.of("untyped: " + e.getCause());
            }
            return kind.writes() && times > 0 && typed.outcome() == Outcome.NOT_APPLIED && !refused.contains(number)
                    ? Optional.of("said not to be applied: " + typed)
                    : Optional.empty();
        } catch (TimeoutException e) {
            return Optional.of("it does not end");
        }
    }

    private void serve(HttpExchange exchange, CallKind kind, Message.Builder request) {
        long number;
        try {
            JsonFormat.parser().merge(exchange.body(), request);
            number = kind.number(request.build().toByteArray());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the client's request cannot be read", e);
        }
        int times = served.merge(number, 1, Integer::sum);
        Random random = new Random((seed * 31 + number) * 31 + times);
        byte[] body = print(kind.reply(number)).getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ";
        byte[] whole = concat(head + body.length + "\r\n\r\n", body);
        switch (times > 1 ? 0 : random.nextInt(12)) {
            case 0, 1 -> exchange.raw(whole);
            case 2 -> {
                changed.add(number);
                byte[] other = new Mutation(random).of(body);
                exchange.raw(concat(head + other.length + "\r\n\r\n", other));
            }
            case 3 -> {
                changed.add(number);
                refused.add(number);
                exchange.raw(new Mutation(random).of(whole)).cut(Cut.FIN);
            }
            case 4 ->
                exchange.raw(Arrays.copyOf(whole, random.nextInt(whole.length)))
                        .cut(random.nextBoolean() ? Cut.FIN : Cut.RST);
            case 5 -> {
                refused.add(number);
                exchange.answer(
                        List.of(100, 204, 301, 400, 401, 404, 429, 500, 503, 599)
                                .get(random.nextInt(10)),
                        "text/html",
                        "<html>no</html>");
            }
            case 6 -> {
                refused.add(number);
                exchange.answer(
                        400, "application/json", "{\"code\":" + random.nextInt(20) + ",\"message\":\"\\u0000\"}");
            }
            case 7 -> exchange.chunkedHead().chunk(body).lastChunk();
            case 8 -> exchange.chunkedHead().chunk(body).cut(Cut.FIN);
            case 9 ->
                exchange.raw(concat(head + (body.length + 1 + random.nextInt(9)) + "\r\n\r\n", body))
                        .cut(Cut.FIN);
            case 10 ->
                exchange.raw(concat(
                                head + body.length + "\r\nX: " + "y".repeat(random.nextInt(600_000)) + "\r\n\r\n",
                                body))
                        .cut(Cut.FIN);
            default -> {
                if (random.nextInt(4) == 0) {
                    // Lost.
                    return;
                }
                exchange.cut(random.nextBoolean() ? Cut.FIN : Cut.RST);
            }
        }
    }

    private static byte[] concat(String head, byte[] body) {
        byte[] start = head.getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }

    private static String print(Message message) {
        try {
            return PRINTER.print(message);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends the client, then the server. */
    @Override
    public void close() {
        etcd.close();
        server.close();
    }
}
