package dev.tercet.conformance.faults.wire.fuzz;

import dev.tercet.conformance.faults.wire.fuzz.GatewayServer.Told;
import dev.tercet.testkit.script.http.Cut;
import dev.tercet.testkit.script.http.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** What a gateway's answer may be that is wrong somewhere: in its head, in its length, in its JSON. */
final class GatewayAnswers {
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ";
    private static final int WAYS = 14;

    private GatewayAnswers() {}

    /** One of them. */
    static void any(HttpExchange exchange, Told told, Dice dice) {
        byte[] body = told.right();
        byte[] whole = withHead(HEAD + body.length, body);
        switch (dice.nextInt(WAYS)) {
            case 0 -> exchange.raw(whole);
            case 1 -> {
                told.changed();
                byte[] other = dice.mutation().of(body);
                exchange.raw(withHead(HEAD + other.length, other));
            }
            case 2 -> {
                told.changed();
                told.mayBeRefused();
                told.oddHead();
                exchange.raw(dice.mutation().of(whole)).cut(Cut.FIN);
            }
            case 3 ->
                exchange.raw(Arrays.copyOf(whole, dice.nextInt(whole.length))).cut(anyCut(dice));
            case 4 -> {
                told.mayBeRefused();
                exchange.answer(
                        List.of(100, 204, 301, 400, 401, 404, 429, 500, 503, 599)
                                .get(dice.nextInt(10)),
                        "text/html",
                        "<html>no</html>");
            }
            case 5 -> {
                told.mayBeRefused();
                exchange.answer(400, "application/json", "{\"code\":" + dice.nextInt(20) + ",\"message\":\"\\u0000\"}");
            }
            case 6 -> exchange.chunkedHead().chunk(body).lastChunk();
            case 7 -> exchange.chunkedHead().chunk(body).cut(Cut.FIN);
            case 8 ->
                exchange.raw(withHead(HEAD + (body.length + 1 + dice.nextInt(9)), body))
                        .cut(Cut.FIN);
            case 9 -> {
                told.oddHead();
                exchange.raw(withHead(HEAD + body.length + "\r\nX: " + "y".repeat(dice.nextInt(600_000)), body))
                        .cut(Cut.FIN);
            }
            case 10 -> {
                byte[] other = told.ofAnotherKey(dice);
                exchange.raw(withHead(HEAD + other.length, other));
            }
            case 11 -> {
                byte[] other = told.ofAnotherKind(dice);
                exchange.raw(withHead(HEAD + other.length, other));
            }
            case 12 -> {
                if (dice.nextInt(4) > 0) {
                    exchange.cut(anyCut(dice));
                }
                // Otherwise it is lost.
            }
            default -> {
                // Doubled: what comes behind the first is nobody's.
                told.oddHead();
                exchange.raw(whole).raw(whole).cut(Cut.FIN);
            }
        }
    }

    /** The right one. */
    static void right(HttpExchange exchange, Told told) {
        byte[] body = told.right();
        exchange.raw(withHead(HEAD + body.length, body));
    }

    private static Cut anyCut(Dice dice) {
        return dice.nextBoolean() ? Cut.FIN : Cut.RST;
    }

    private static byte[] withHead(String head, byte[] body) {
        byte[] start = (head + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }
}
