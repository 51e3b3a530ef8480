package dev.tercet.conformance.faults.wire.fuzz;

import dev.tercet.conformance.faults.wire.fuzz.Mischief.Act;
import dev.tercet.conformance.faults.wire.fuzz.Mischief.Asked;
import dev.tercet.conformance.faults.wire.fuzz.Mischief.Effect;
import dev.tercet.conformance.faults.wire.fuzz.Mischief.Refusal;
import dev.tercet.conformance.faults.wire.http2.Fields;
import dev.tercet.conformance.faults.wire.http2.Frame;
import dev.tercet.conformance.faults.wire.http2.GrpcMessages;
import dev.tercet.conformance.faults.wire.http2.Http2Call;
import dev.tercet.testkit.script.http.Cut;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** All that a gRPC server may do to a call with one request and one reply. */
final class Mischiefs {
    private static final List<String> WORDS = List.of(
            "",
            "etcdserver: no leader",
            "etcdserver: request timed out",
            "etcdserver: too many requests",
            "etcdserver: mvcc: required revision has been compacted",
            "etcdserver: requested lease not found",
            "etcdserver: leader changed",
            "etcdserver: invalid auth token",
            "error reading from server: EOF",
            "%",
            "%zz%ff%c3",
            "\u00ff\u0080");
    private static final int UNAVAILABLE = 14;
    private static final int HIGHEST_STATUS = 20;

    /** The right reply. */
    static final Mischief NONE = gentle("none", (call, reply, random) -> call.answer(reply));

    /** Those that cost no time and nobody else, none among them. */
    static final List<Mischief> GENTLE =
            all().stream().filter(Mischief::isGentle).toList();

    private Mischiefs() {}

    static List<Mischief> all() {
        List<Mischief> all = new ArrayList<>();
        ofReplies(all);
        ofOthers(all);
        ofStatuses(all);
        ofFrames(all);
        ofConnections(all);
        return all;
    }

    private static void ofReplies(List<Mischief> all) {
        all.add(NONE);
        all.add(new Mischief(
                "reply lost",
                Effect.THIS_CALL_FOR_LONG,
                Refusal.NONE,
                (asked, dice) -> asked.lost().put(asked.call().connection(), asked.call())));
        all.add(gentle("reply doubled", (call, reply, random) -> call.answer(reply, reply)));
        all.add(gentle(
                "two replies",
                (call, reply, random) -> call.answer(random.mutation().of(reply), reply)));
        all.add(gentle("no reply", (call, reply, random) -> call.answer()));
        all.add(gentle("reply empty", (call, reply, random) -> call.answer(new byte[0])));
        all.add(gentle(
                "reply changed",
                (call, reply, random) -> call.answer(random.mutation().of(reply))));
        all.add(gentle("reply random", (call, reply, random) -> {
            byte[] any = new byte[random.nextInt(64)];
            random.nextBytes(any);
            call.answer(any);
        }));
        all.add(gentle("length wrong", (call, reply, random) -> {
            int length = random.nextBoolean() ? random.nextInt() : random.nextInt(2 * reply.length + 2);
            answer(call, GrpcMessages.of(0, length, reply));
        }));
        all.add(gentle(
                "mark wrong",
                (call, reply, random) -> answer(call, GrpcMessages.of(random.nextInt(256), reply.length, reply))));
        all.add(gentle("encoding unknown", (call, reply, random) -> encoded(call, "snappy", GrpcMessages.of(reply))));
        all.add(gentle("encoding missing", (call, reply, random) -> answer(call, zipped(reply))));
        all.add(gentle(
                "encoding broken",
                (call, reply, random) -> encoded(call, "gzip", GrpcMessages.of(1, reply.length, reply))));
        all.add(gentle(
                "end lost",
                (call, reply, random) -> call.send(
                        Frame.headers(call.stream(), Fields.answer(), false),
                        Frame.data(call.stream(), GrpcMessages.of(reply), true))));
    }

    /** Replies that belong to other calls, on this one's stream. */
    private static void ofOthers(List<Mischief> all) {
        all.add(new Mischief(
                "reply to the same about another key",
                Effect.THIS_CALL,
                Refusal.NONE,
                (asked, dice) -> asked.call().answer(stranger(asked.kind(), asked, dice))));
        all.add(new Mischief(
                "reply to another kind of call",
                Effect.THIS_CALL,
                Refusal.NONE,
                (asked, dice) -> asked.call().answer(stranger(other(asked.kind(), dice), asked, dice))));
        all.add(new Mischief(
                "reply to another kind of call, then its own",
                Effect.THIS_CALL,
                Refusal.NONE,
                (asked, dice) -> asked.call().answer(stranger(other(asked.kind(), dice), asked, dice), asked.reply())));
        all.add(new Mischief(
                "its own reply, then another call's",
                Effect.THIS_CALL,
                Refusal.NONE,
                (asked, dice) -> asked.call().answer(asked.reply(), stranger(asked.kind(), asked, dice))));
        all.add(new Mischief(
                "reply on another call's stream",
                Effect.THIS_CALL_FOR_LONG,
                Refusal.NONE,
                (asked, dice) -> astray(asked)));
    }

    /** To a call whose own reply was lost goes that to another, which has none then. */
    private static void astray(Asked asked) {
        Http2Call other = asked.lost().remove(asked.call().connection());
        // See below of lists and puts.
        if (other != null && !(asked.kind() == CallKind.LIST && other.path().endsWith("/Put"))) {
            other.answer(asked.reply());
        }
    }

    private static byte[] stranger(CallKind kind, Asked asked, Dice dice) {
        return kind.reply(asked.number() + 1 + dice.nextInt(100)).toByteArray();
    }

    private static CallKind other(CallKind kind, Dice dice) {
        // A list to a put would be a previous value that comes twice: protobuf makes one of both, and ours takes the
        // last.
        List<CallKind> others = CallKind.ALONE.stream()
                .filter(each -> each != kind && !(kind == CallKind.PUT && each == CallKind.LIST))
                .toList();
        return others.get(dice.nextInt(others.size()));
    }

    private static void ofStatuses(List<Mischief> all) {
        all.add(gentle("status", (call, reply, random) -> call.fail(random.nextInt(HIGHEST_STATUS), any(random)))
                .perhapsRefusing());
        all.add(gentle(
                        "status after reply",
                        (call, reply, random) -> call.send(
                                Frame.headers(call.stream(), Fields.answer(), false),
                                Frame.data(call.stream(), GrpcMessages.of(reply), false),
                                Frame.headers(
                                        call.stream(),
                                        Fields.trailers(random.nextInt(HIGHEST_STATUS), any(random)),
                                        true)))
                .perhapsRefusing());
        all.add(gentle("status absent", (call, reply, random) -> trailers(call, reply, Fields.of("x", "y"))));
        all.add(gentle(
                "status no number",
                (call, reply, random) -> trailers(
                        call,
                        reply,
                        Fields.of(
                                "grpc-status",
                                List.of("", "OK", "-1", "0x0", "1e9").get(random.nextInt(5))))));
        all.add(gentle("web page", (call, reply, random) -> {
                    String status = List.of("200", "301", "404", "429", "500", "503", "999")
                            .get(random.nextInt(7));
                    call.send(
                            Frame.headers(
                                    call.stream(), Fields.of(":status", status, "content-type", "text/html"), false),
                            Frame.data(
                                    call.stream(),
                                    "<html>no</html>".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                                    true));
                })
                .perhapsRefusing());
        all.add(gentle(
                        "web status",
                        (call, reply, random) -> call.send(Frame.headers(
                                call.stream(),
                                Fields.of(
                                        ":status",
                                        List.of("204", "404", "502", "100").get(random.nextInt(4))),
                                true)))
                .perhapsRefusing());
        all.add(gentle(
                "content type missing",
                (call, reply, random) -> call.send(
                        Frame.headers(call.stream(), Fields.of(":status", "200"), false),
                        Frame.data(call.stream(), GrpcMessages.of(reply), false),
                        Frame.headers(call.stream(), Fields.trailers(0, ""), true))));
    }

    private static void ofFrames(List<Mischief> all) {
        all.add(gentle(
                        "reset",
                        (call, reply, random) ->
                                call.send(Frame.reset(call.stream(), random.nextInt(Frame.ERROR_CODES + 1))))
                .perhapsRefusing());
        all.add(gentle("refused", (call, reply, random) -> call.send(Frame.reset(call.stream(), Frame.REFUSED_STREAM)))
                .perhapsRefusing());
        all.add(gentle("reset after reply", (call, reply, random) -> {
            List<Frame> frames =
                    new ArrayList<>(Http2Call.answerFrames(call.stream(), reply).subList(0, 2));
            frames.add(Frame.reset(call.stream(), random.nextInt(Frame.ERROR_CODES + 1)));
            call.send(frames);
        }));
        all.add(slow("frame lost", (call, reply, random) -> {
            List<Frame> frames = new ArrayList<>(Http2Call.answerFrames(call.stream(), reply));
            frames.remove(random.nextInt(frames.size()));
            call.send(frames);
        }));
        all.add(slow("frames in any order", (call, reply, random) -> {
            List<Frame> frames = new ArrayList<>(Http2Call.answerFrames(call.stream(), reply));
            Collections.shuffle(frames, random);
            call.send(frames);
        }));
        all.add(gentle("frame doubled", (call, reply, random) -> {
            List<Frame> frames = new ArrayList<>(Http2Call.answerFrames(call.stream(), reply));
            int which = random.nextInt(frames.size());
            frames.add(which, frames.get(which));
            call.send(frames);
        }));
        all.add(gentle("frames of no type", (call, reply, random) -> {
            call.send(new Frame(
                    10 + random.nextInt(246), random.nextInt(256), call.stream(), new byte[random.nextInt(9)]));
            call.answer(reply);
        }));
        all.add(gentle("data byte by byte", (call, reply, random) -> {
            List<Frame> frames = new ArrayList<>();
            frames.add(Frame.headers(call.stream(), Fields.answer(), false));
            for (byte each : GrpcMessages.of(reply)) {
                frames.add(Frame.data(call.stream(), new byte[] {each}, false));
                frames.add(Frame.data(call.stream(), new byte[0], false));
            }
            frames.add(Frame.headers(call.stream(), Fields.trailers(0, ""), true));
            call.send(frames);
        }));
        all.add(gentle("answer again on the stream that has ended", (call, reply, random) -> {
            call.answer(reply);
            call.answer(reply);
        }));
    }

    private static void ofConnections(List<Mischief> all) {
        all.add(rough(
                "bytes of frames changed",
                (call, reply, random) -> call.connection()
                        .write(random.mutation().of(Frame.bytes(Http2Call.answerFrames(call.stream(), reply))))));
        all.add(rough("go away", (call, reply, random) -> {
            int last = List.of(0, call.stream(), Math.max(0, call.stream() - 2), Integer.MAX_VALUE)
                    .get(random.nextInt(4));
            call.send(Frame.goAway(last, random.nextInt(Frame.ERROR_CODES + 1)));
            if (random.nextBoolean()) {
                call.answer(reply);
            }
        }));
        all.add(rough(
                "cut before the reply",
                (call, reply, random) -> call.connection().cut(random.nextBoolean() ? Cut.FIN : Cut.RST)));
        all.add(rough("cut in the reply", (call, reply, random) -> {
            byte[] whole = Frame.bytes(Http2Call.answerFrames(call.stream(), reply));
            call.connection().write(Arrays.copyOf(whole, random.nextInt(whole.length)));
            call.connection().cut(random.nextBoolean() ? Cut.FIN : Cut.RST);
        }));
        all.add(rough("settings", (call, reply, random) -> {
            call.send(Frame.settings(1 + random.nextInt(6), value(random)));
            call.answer(reply);
        }));
        all.add(rough("frames of connections", (call, reply, random) -> {
            byte[] payload = new byte[random.nextInt(20)];
            random.nextBytes(payload);
            int stream = random.nextBoolean() ? 0 : call.stream() + random.nextInt(3);
            call.send(new Frame(random.nextInt(10), random.nextInt(256), stream, payload));
            call.answer(reply);
        }));
        all.add(rough("pings", (call, reply, random) -> {
            for (int i = 0; i < 50; i++) {
                call.send(new Frame(Frame.PING, 0, 0, new byte[8]));
            }
            call.answer(reply);
        }));
        all.add(rough("headers that never end", (call, reply, random) -> {
            call.send(new Frame(Frame.HEADERS, 0, call.stream(), Fields.answer()));
            for (int i = random.nextInt(40); i >= 0; i--) {
                call.send(new Frame(
                        Frame.CONTINUATION, 0, call.stream(), Fields.of("x" + i, "y".repeat(random.nextInt(4000)))));
            }
        }));
        all.add(rough("headers too large", (call, reply, random) -> {
            List<Frame> frames = new ArrayList<>();
            frames.add(new Frame(Frame.HEADERS, 0, call.stream(), Fields.answer()));
            for (int i = 0; i < 10; i++) {
                frames.add(new Frame(
                        Frame.CONTINUATION,
                        i == 9 ? Frame.END_HEADERS : 0,
                        call.stream(),
                        Fields.of("x", "y".repeat(12_000))));
            }
            call.send(frames);
            call.send(Http2Call.answerFrames(call.stream(), reply).subList(1, 3));
        }));
    }

    private static int value(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> 0;
            case 1 -> 1;
            case 2 -> -1;
            case 3 -> 16_384;
            default -> random.nextInt();
        };
    }

    private static String any(Random random) {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private static void answer(Http2Call call, byte[] framed) {
        call.send(
                Frame.headers(call.stream(), Fields.answer(), false),
                Frame.data(call.stream(), framed, false),
                Frame.headers(call.stream(), Fields.trailers(0, ""), true));
    }

    private static void encoded(Http2Call call, String encoding, byte[] framed) {
        call.send(
                Frame.headers(
                        call.stream(),
                        Fields.of(":status", "200", "content-type", "application/grpc", "grpc-encoding", encoding),
                        false),
                Frame.data(call.stream(), framed, false),
                Frame.headers(call.stream(), Fields.trailers(0, ""), true));
    }

    private static void trailers(Http2Call call, byte[] reply, byte[] block) {
        call.send(
                Frame.headers(call.stream(), Fields.answer(), false),
                Frame.data(call.stream(), GrpcMessages.of(reply), false),
                Frame.headers(call.stream(), block, true));
    }

    private static byte[] zipped(byte[] reply) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(reply);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return GrpcMessages.of(1, bytes.size(), bytes.toByteArray());
    }

    /** What a member says that is stopping: for callers that would like to see something ordinary. */
    static void stopping(Http2Call call) {
        call.fail(UNAVAILABLE, "transport is closing");
    }

    /** Something that needs no more than the right reply. */
    @FunctionalInterface
    private interface ToReply {
        void to(Http2Call call, byte[] reply, Dice random);

        default Act act() {
            return (asked, dice) -> to(asked.call(), asked.reply(), dice);
        }
    }

    private static Mischief gentle(String name, ToReply act) {
        return new Mischief(name, Effect.THIS_CALL, Refusal.NONE, act.act());
    }

    private static Mischief slow(String name, ToReply act) {
        return new Mischief(name, Effect.THIS_CALL_FOR_LONG, Refusal.NONE, act.act());
    }

    private static Mischief rough(String name, ToReply act) {
        return new Mischief(name, Effect.THE_CONNECTION, Refusal.PERHAPS, act.act());
    }
}
