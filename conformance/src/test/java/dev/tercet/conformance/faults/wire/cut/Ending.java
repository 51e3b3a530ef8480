package dev.tercet.conformance.faults.wire.cut;

import dev.tercet.conformance.faults.wire.http2.Fields;
import dev.tercet.conformance.faults.wire.http2.Frame;
import dev.tercet.conformance.faults.wire.http2.GrpcMessages;
import dev.tercet.conformance.faults.wire.http2.Http2Call;
import dev.tercet.testkit.script.http.Cut;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * How a gRPC server leaves off in the middle of a stream.
 *
 * @param name for messages
 * @param mayEnd whether it is a reason for a watch to end, and not only to go on elsewhere
 * @param act does it
 */
public record Ending(String name, boolean mayEnd, Consumer<Http2Call> act) {
    private static final int MAX_STREAM = Integer.MAX_VALUE;
    private static final int UNKNOWN_ERROR = 0xfff;
    private static final int UNAVAILABLE = 14;
    private static final int UNASSIGNED = 99;

    /** All there are. */
    public static List<Ending> all() {
        List<Ending> all = new ArrayList<>();
        all.add(goesOn("FIN", call -> call.connection().cut(Cut.FIN)));
        all.add(goesOn("RST", call -> call.connection().cut(Cut.RST)));
        for (int code = 0; code < Frame.ERROR_CODES; code++) {
            int error = code;
            all.add(goesOn("RST_STREAM " + code, call -> call.send(Frame.reset(call.stream(), error))));
            all.add(goesOn("GOAWAY 0, " + code, call -> goAway(call, 0, error)));
        }
        all.add(goesOn("RST_STREAM unknown", call -> call.send(Frame.reset(call.stream(), UNKNOWN_ERROR))));
        all.add(goesOn("GOAWAY of this stream", call -> goAway(call, call.stream(), Frame.NO_ERROR)));
        all.add(goesOn("GOAWAY graceful", Ending::graceful));
        all.add(goesOn(
                "GOAWAY cut off", call -> call.connection().write(new Frame(Frame.GOAWAY, 0, 0, new byte[3]).bytes())));
        all.add(goesOn("clean end", call -> trailers(call, Fields.trailers(0, ""))));
        all.add(goesOn("UNAVAILABLE", call -> trailers(call, Fields.trailers(UNAVAILABLE, ""))));
        all.add(goesOn("no leader", call -> trailers(call, Fields.trailers(UNAVAILABLE, "etcdserver: no leader"))));
        all.add(ends("no trailers", call -> call.send(Frame.data(call.stream(), new byte[0], true))));
        all.add(ends("trailers without status", call -> trailers(call, Fields.of("x", "y"))));
        all.add(ends("a status that is none", call -> trailers(call, Fields.trailers(UNASSIGNED, "what?"))));
        all.add(ends("a status that is no number", call -> trailers(call, Fields.of("grpc-status", "fine"))));
        all.add(ends("headers twice", call -> call.send(Frame.headers(call.stream(), Fields.answer(), false))));
        all.add(ends("headers that cannot be read", call -> trailers(call, new byte[] {(byte) 0xff, 1, 2})));
        all.add(ends("a message that is none", call -> message(call, GrpcMessages.of(new byte[] {10, 100, 1}))));
        all.add(ends("a compressed message", call -> message(call, GrpcMessages.of(1, 2, new byte[2]))));
        all.add(ends("a mark that is none", call -> message(call, GrpcMessages.of(7, 2, new byte[2]))));
        all.add(ends("a huge length", call -> message(call, GrpcMessages.of(0, -1, new byte[2]))));
        all.add(ends("data on no stream", call -> call.send(Frame.data(0, new byte[5], false))));
        all.add(goesOn(
                "settings of a wrong length",
                call -> call.connection().write(new Frame(Frame.SETTINGS, 0, 0, new byte[5]).bytes())));
        all.add(goesOn(
                "a frame that is too large",
                call -> call.connection().write(new Frame(Frame.DATA, 0, call.stream(), new byte[20_000]).bytes())));
        return all;
    }

    private static Ending goesOn(String name, Consumer<Http2Call> act) {
        return new Ending(name, false, act);
    }

    private static Ending ends(String name, Consumer<Http2Call> act) {
        return new Ending(name, true, call -> {
            act.accept(call);
            // Whatever it is taken for, the stream is over.
            call.connection().cut(Cut.FIN);
        });
    }

    private static void goAway(Http2Call call, int last, int error) {
        call.send(Frame.goAway(last, error));
        call.connection().cut(Cut.FIN);
    }

    private static void graceful(Http2Call call) {
        call.send(
                Frame.goAway(MAX_STREAM, Frame.NO_ERROR),
                Frame.goAway(call.stream(), Frame.NO_ERROR),
                Frame.headers(call.stream(), Fields.trailers(UNAVAILABLE, "transport is closing"), true));
        call.connection().cut(Cut.FIN);
    }

    private static void trailers(Http2Call call, byte[] block) {
        call.send(Frame.headers(call.stream(), block, true));
    }

    private static void message(Http2Call call, byte[] framed) {
        call.send(Frame.data(call.stream(), framed, false));
    }

    @Override
    public String toString() {
        return name;
    }
}
