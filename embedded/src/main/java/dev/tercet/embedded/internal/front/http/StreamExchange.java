package dev.tercet.embedded.internal.front.http;

import com.google.protobuf.Message;
import dev.tercet.embedded.internal.front.call.OpenCall;
import dev.tercet.embedded.internal.front.json.Json;
import dev.tercet.embedded.internal.front.json.JsonMessageReader;
import dev.tercet.embedded.internal.front.json.JsonMessageWriter;
import dev.tercet.embedded.internal.front.json.JsonValues;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Inlet;
import dev.tercet.embedded.internal.rpc.Method;
import dev.tercet.embedded.internal.rpc.Outlet;
import dev.tercet.embedded.internal.rpc.Surprise;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.spi.StatusCode;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * A stream through the gateway: each JSON value of the body is a message, each line of the reply as well.
 *
 * <p>The inlet is called on the connection's thread only. As with etcd, where clients may say several things, the end of the body and
 * a mistake in it are the same to the service: the client says no more. Where they may say one thing, the end of the body is waited
 * for before anything is done.
 */
final class StreamExchange<Q extends Message, R extends Message> implements Exchange, Outlet<R>, OpenCall {
    private static final int PENDING = 16;

    private final Method.Stream<Q, R> method;
    private final Caller caller;
    private final HttpRoom room;
    private final Reply reply;
    private final ChannelLane lane;
    private final JsonValues values = new JsonValues(this::said);
    private final Ending ending;
    private @Nullable Inlet<Q> inlet;
    private @Nullable Q request;
    private boolean allSaid;
    private volatile boolean thirsty;

    StreamExchange(Method.Stream<Q, R> method, Caller caller, HttpRoom room, Reply reply) {
        this.method = method;
        this.caller = caller;
        this.room = room;
        this.reply = reply;
        this.lane = new ChannelLane(reply.loop(), this::writable);
        this.ending = new Ending(method, room, this, lane);
    }

    void begin(Optional<Duration> timeout) {
        ending.expectWithin(timeout, reply.loop());
        if (!method.oneRequest()) {
            open();
        }
    }

    private void open() {
        if (ending.isOver()) {
            return;
        }
        ending.count();
        try {
            inlet = method.handler().open(caller, this);
        } catch (RuntimeException e) {
            end(Surprise.told(method.fullName(), e));
        }
    }

    @Override
    public void body(byte[] piece) {
        read(() -> {
            values.feed(piece);
            room.checkUnfinished(values.pending());
        });
    }

    @Override
    public void bodyEnd() {
        read(values::end);
        if (allSaid || ending.isOver()) {
            return;
        }
        if (method.oneRequest()) {
            open();
            Q message = request == null ? method.request() : request;
            tell(service -> service.message(message));
        }
        sayNoMore();
    }

    private void read(Runnable step) {
        if (allSaid || request != null || ending.isOver()) {
            return;
        }
        try {
            step.run();
        } catch (EtcdError e) {
            misread(e);
        }
    }

    private void misread(EtcdError error) {
        if (allSaid || request != null) {
            return;
        }
        if (error.code() == StatusCode.RESOURCE_EXHAUSTED) {
            endBy(error);
        } else if (method.oneRequest()) {
            allSaid = true;
            ending.say(error.code(), () -> reply.refuse(error));
        } else {
            sayNoMore();
        }
    }

    private void said(byte[] value) {
        if (allSaid || request != null) {
            return;
        }
        Q message = JsonMessageReader.read(method.request(), value);
        room.check(message);
        if (method.oneRequest()) {
            request = message;
        } else {
            tell(service -> service.message(message));
        }
    }

    private void sayNoMore() {
        allSaid = true;
        tell(Inlet::halfClose);
    }

    private void tell(Consumer<Inlet<Q>> what) {
        Inlet<Q> service = inlet;
        if (service == null || ending.isOver()) {
            return;
        }
        try {
            what.accept(service);
        } catch (RuntimeException e) {
            endBy(Surprise.told(method.fullName(), e));
        }
    }

    @Override
    public boolean takesMore() {
        Inlet<Q> service = inlet;
        return service == null || ending.isOver() || (!service.isFull() && lane.pending() < PENDING);
    }

    /** Not more than the client takes, and not more than a few that wait for the connection's thread. */
    @Override
    public boolean isReady() {
        if (hasRoom()) {
            return true;
        }
        // First said, then looked at again: else room that is made in between is never told of.
        thirsty = true;
        return hasRoom();
    }

    private boolean hasRoom() {
        return !ending.isOver() && lane.pending() < PENDING && reply.hasRoom();
    }

    @Override
    public void writable() {
        if (thirsty && hasRoom()) {
            thirsty = false;
            tell(Inlet::ready);
        }
        reply.readOn();
    }

    @Override
    public void message(R message) {
        if (!ending.isOver()) {
            lane.run(() -> reply.line(line("result", json -> JsonMessageWriter.write(json, message))));
        }
    }

    @Override
    public void end(@Nullable EtcdError error) {
        if (error == null) {
            ending.say(StatusCode.OK, reply::end);
        } else {
            ending.say(error.code(), () -> refusal(error));
        }
    }

    @Override
    public void endBy(EtcdError error) {
        ending.say(error.code(), () -> {
            refusal(error);
            giveUp();
        });
    }

    private void refusal(EtcdError error) {
        reply.refusalLine(error, line("error", json -> GatewayErrors.write(json, error)));
    }

    @Override
    public void lose() {
        ending.say(StatusCode.CANCELLED, reply::cut);
    }

    @Override
    public void gone() {
        ending.gone(this::giveUp);
    }

    private void giveUp() {
        Inlet<Q> service = inlet;
        if (service != null) {
            inlet = null;
            service.cancel();
        }
    }

    private static byte[] line(String name, Consumer<JsonGenerator> value) {
        byte[] object = Json.written(json -> {
            json.writeStartObject();
            json.writeName(name);
            value.accept(json);
            json.writeEndObject();
        });
        byte[] line = Arrays.copyOf(object, object.length + 1);
        line[object.length] = '\n';
        return line;
    }
}
