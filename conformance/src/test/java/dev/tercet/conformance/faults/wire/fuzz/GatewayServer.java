package dev.tercet.conformance.faults.wire.fuzz;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.tercet.testkit.script.http.HttpAnswer;
import dev.tercet.testkit.script.http.HttpExchange;
import dev.tercet.testkit.script.http.ScriptedHttp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A gateway that does something to its answers. */
final class GatewayServer implements AutoCloseable {
    private static final JsonFormat.Printer PRINTER =
            JsonFormat.printer().preservingProtoFieldNames().omittingInsignificantWhitespace();

    private final Setup setup;
    private final Map<Long, GatewayCase> cases;
    private final ScriptedHttp http = ScriptedHttp.start();
    private final AtomicInteger oddHeads = new AtomicInteger();

    /** A server for calls that are registered before they come. */
    GatewayServer(Setup setup, Map<Long, GatewayCase> cases) {
        this.setup = setup;
        this.cases = cases;
        http.path("/version").always(HttpAnswer.json("{\"etcdserver\":\"3.7.3\",\"etcdcluster\":\"3.7.0\"}"));
        for (CallKind kind : CallKind.values()) {
            http.path(kind.gatewayPath()).always(exchange -> serve(exchange, kind));
        }
    }

    ScriptedHttp http() {
        return http;
    }

    /** How many connections the client may have lost hold of: before JDK 21, those on which came what is no head of an answer. */
    int excused() {
        return Runtime.version().feature() < 21 ? oddHeads.get() : 0;
    }

    /** Those whose requests came in one body: one, except for renewals. */
    record Told(List<Long> numbers, Map<Long, GatewayCase> cases, AtomicInteger oddHeads) {
        byte[] right() {
            return body(0);
        }

        /** What others would get that ask the same. */
        byte[] ofAnotherKey(Dice dice) {
            return body(1 + dice.nextInt(100));
        }

        /** What others would get that ask for something else; which of it is read, nobody knows. */
        byte[] ofAnotherKind(Dice dice) {
            changed();
            CallKind other = CallKind.ALONE.get(dice.nextInt(CallKind.ALONE.size()));
            return print(other.reply(numbers.get(0))).getBytes(StandardCharsets.UTF_8);
        }

        private byte[] body(int further) {
            StringBuilder body = new StringBuilder();
            for (long number : numbers) {
                GatewayCase of = cases.get(number);
                Message reply = of.kind().reply(number + further);
                of.said(reply);
                body.append(of.kind() == CallKind.RENEW ? "{\"result\":" + print(reply) + "}\n" : print(reply));
            }
            return body.toString().getBytes(StandardCharsets.UTF_8);
        }

        void changed() {
            numbers.forEach(number -> cases.get(number).isChanged());
        }

        /** Something goes out where the head of an answer is expected, and may be none. */
        void oddHead() {
            oddHeads.incrementAndGet();
        }

        void mayBeRefused() {
            numbers.forEach(number -> cases.get(number).mayBeRefused());
        }
    }

    private void serve(HttpExchange exchange, CallKind kind) {
        List<Long> numbers = new ArrayList<>();
        // Those that are over meanwhile are answered all the same.
        Map<Long, GatewayCase> found = new HashMap<>();
        int times = 0;
        for (String json : kind == CallKind.RENEW
                ? exchange.body().split("\\R|(?<=\\}) *(?=\\{)")
                : new String[] {exchange.body()}) {
            long number = number(kind, json);
            GatewayCase of = cases.get(number);
            if (of != null) {
                numbers.add(number);
                found.put(number, of);
                times = Math.max(times, of.served());
            }
        }
        if (numbers.isEmpty()) {
            // Their time was over before they came.
            exchange.answer(503, "text/html", "");
            return;
        }
        Told told = new Told(numbers, found, oddHeads);
        if (times > 1) {
            GatewayAnswers.right(exchange, told);
        } else {
            GatewayAnswers.any(exchange, told, setup.dice(numbers.get(0), times));
        }
    }

    private static long number(CallKind kind, String json) {
        Message.Builder request = kind.request();
        try {
            JsonFormat.parser().merge(json, request);
            return kind.number(request.build().toByteArray());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the client's request cannot be read: " + json, e);
        }
    }

    static String print(Message message) {
        try {
            return PRINTER.print(message);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
