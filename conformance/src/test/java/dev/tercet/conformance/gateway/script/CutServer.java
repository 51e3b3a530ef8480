package dev.tercet.conformance.gateway.script;

import dev.tercet.testkit.script.http.Chunks;
import dev.tercet.testkit.script.http.Cut;
import dev.tercet.testkit.script.http.Frames;
import dev.tercet.testkit.script.http.HttpAnswer;
import dev.tercet.testkit.script.http.HttpExchange;
import dev.tercet.testkit.script.http.ScriptedHttp;
import dev.tercet.testkit.script.http.ScriptedSocket;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A server whose watches tell a {@link History}, and break off where a plan for their prefix says so. */
final class CutServer implements AutoCloseable {
    private static final int ANY_LENGTH = 16;

    /**
     * Where the stream breaks off.
     *
     * @param losesLeader whether it comes to an end by itself before that, in the middle of the history, since the leader is lost
     */
    record Plan(long bytes, Cut cut, boolean losesLeader) {
        Plan(long bytes, Cut cut) {
            this(bytes, cut, false);
        }
    }

    /** How messages are put in chunks. */
    enum Chunking {
        /** Each in its own, as etcd does. */
        BY_MESSAGE,
        /** As some proxy has it, without regard to what they hold. */
        ANYHOW
    }

    private final ScriptedHttp http = ScriptedHttp.start();
    private final History history = History.ofAllKinds();
    private final Wording wording;
    private final Chunking chunking;
    private final Map<String, Queue<Plan>> plans = new ConcurrentHashMap<>();
    private final Queue<Plan> handshakes = new ConcurrentLinkedQueue<>();

    CutServer(Chunking chunking) {
        this(Wording.V3_7, chunking);
    }

    CutServer(Wording wording, Chunking chunking) {
        this.wording = wording;
        this.chunking = chunking;
        http.path("/version").always(HttpAnswer.json(wording.version()));
        http.path(wording.prefix() + "/kv/range").always(HttpAnswer.json(Bodies.EMPTY_RANGE));
        http.path(wording.prefix() + "/watch").always(this::onWatch);
    }

    String endpoint() {
        return http.endpoint();
    }

    History history() {
        return history;
    }

    /** The next streams of this prefix, in order, break off so; those after them do not. */
    void plan(String prefix, Plan... one) {
        plans.put(prefix, new ConcurrentLinkedQueue<>(List.of(one)));
    }

    /** The next websocket's handshake breaks off so. */
    void planHandshake(Plan plan) {
        handshakes.add(plan);
    }

    /** Ends all connections, so that the next watch needs another. */
    void cutAll() {
        http.cutAll(Cut.FIN);
    }

    /** How long the stream of a watch is that begins with all of the history. */
    int postedLength(String prefix) {
        return posted(prefix, History.FIRST, false).length;
    }

    /** The same of one that loses its leader. */
    int lengthWithoutLeader(String prefix) {
        return posted(prefix, History.FIRST, true).length;
    }

    /** The same of a websocket, from the answer to its request on. */
    int framedLength(String prefix) {
        return framed(prefix, History.FIRST, "0").length;
    }

    private void onWatch(HttpExchange exchange) {
        if (exchange.method().equals("GET")) {
            Plan plan = handshakes.poll();
            if (plan != null) {
                exchange.cutAfter(plan.bytes(), plan.cut());
            }
            serve(exchange.upgrade());
            return;
        }
        String prefix = Bodies.keyOf(exchange.body());
        Plan plan = next(prefix);
        if (plan != null) {
            exchange.cutAfter(plan.bytes(), plan.cut());
        }
        exchange.raw(posted(prefix, Bodies.startOf(exchange.body()), plan != null && plan.losesLeader()));
    }

    private void serve(ScriptedSocket socket) {
        AtomicInteger ids = new AtomicInteger();
        socket.always(request -> {
            if (!request.contains("create_request")) {
                return;
            }
            String prefix = Bodies.keyOf(request);
            Plan plan = next(prefix);
            if (plan != null) {
                socket.cutAfter(plan.bytes(), plan.cut());
            }
            socket.raw(framed(prefix, Bodies.startOf(request), String.valueOf(ids.getAndIncrement())));
        });
    }

    private Plan next(String prefix) {
        return plans.getOrDefault(prefix, new ConcurrentLinkedQueue<>()).poll();
    }

    private byte[] posted(String prefix, long start, boolean losesLeader) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(wording.head().getBytes(StandardCharsets.US_ASCII));
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        List<String> messages = history.since(prefix, start, "0");
        if (losesLeader) {
            messages = new ArrayList<>(messages.subList(0, messages.size() / 2));
            messages.add(wording.noLeader());
        }
        for (String message : messages) {
            byte[] line = (message + "\n").getBytes(StandardCharsets.UTF_8);
            lines.writeBytes(line);
            if (chunking == Chunking.BY_MESSAGE) {
                out.writeBytes(Chunks.of(line));
            }
        }
        if (chunking == Chunking.ANYHOW) {
            byte[] all = lines.toByteArray();
            for (int i = 0; i < all.length; i += ANY_LENGTH) {
                out.writeBytes(Chunks.of(Arrays.copyOfRange(all, i, Math.min(i + ANY_LENGTH, all.length))));
            }
        }
        if (losesLeader) {
            out.writeBytes(Chunks.of(new byte[0]));
        }
        return out.toByteArray();
    }

    private byte[] framed(String prefix, long start, String id) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        history.since(prefix, start, id).forEach(message -> out.writeBytes(Frames.text(message)));
        return out.toByteArray();
    }

    @Override
    public void close() {
        http.close();
    }
}
