package dev.tercet.embedded.internal.front.http;

import com.google.protobuf.Message;
import dev.tercet.embedded.internal.front.call.OpenCall;
import dev.tercet.embedded.internal.front.json.Json;
import dev.tercet.embedded.internal.front.json.JsonMessageReader;
import dev.tercet.embedded.internal.front.json.JsonMessageWriter;
import dev.tercet.embedded.internal.front.json.JsonValues;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Method;
import dev.tercet.embedded.internal.rpc.Outcome;
import dev.tercet.embedded.internal.rpc.Surprise;
import dev.tercet.embedded.internal.rpc.Waiting;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.spi.StatusCode;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request and its reply, through the gateway. The request is the first JSON value of the body, and an empty one if there is none;
 * what follows it is not looked at, but its end is waited for. So does etcd, where a websocket, which has no such end, is of no use here.
 */
final class UnaryExchange<Q extends Message, R extends Message> implements Exchange, Outcome<R>, OpenCall {
    private final Method.Unary<Q, R> method;
    private final Caller caller;
    private final HttpRoom room;
    private final Reply reply;
    private final JsonValues values = new JsonValues(this::said);
    private final Ending ending;
    private @Nullable Q request;
    private Waiting waiting = Waiting.NONE;

    UnaryExchange(Method.Unary<Q, R> method, Caller caller, HttpRoom room, Reply reply) {
        this.method = method;
        this.caller = caller;
        this.room = room;
        this.reply = reply;
        this.ending = new Ending(method, room, this, new ChannelLane(reply.loop(), () -> {}));
    }

    void begin(Optional<Duration> timeout) {
        ending.expectWithin(timeout, reply.loop());
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
        if (!ending.isOver()) {
            ask(request == null ? method.request() : request);
        }
    }

    private void read(Runnable step) {
        if (request != null || ending.isOver()) {
            return;
        }
        try {
            step.run();
        } catch (EtcdError e) {
            if (request == null) {
                refuse(e);
            }
        }
    }

    private void said(byte[] value) {
        if (request == null) {
            request = JsonMessageReader.read(method.request(), value);
        }
    }

    private void ask(Q message) {
        ending.count();
        try {
            room.check(message);
            waiting = method.handler().handle(message, caller, this);
        } catch (RuntimeException e) {
            refuse(Surprise.told(method.fullName(), e));
        }
    }

    @Override
    public void writable() {}

    @Override
    public void gone() {
        ending.gone(() -> waiting.cancel());
    }

    @Override
    public void reply(R message) {
        ending.say(StatusCode.OK, () -> reply.whole(Json.written(json -> JsonMessageWriter.write(json, message))));
    }

    @Override
    public void refuse(EtcdError error) {
        ending.say(error.code(), () -> reply.refuse(error));
    }

    @Override
    public void lose() {
        ending.say(StatusCode.CANCELLED, reply::cut);
    }

    @Override
    public void endBy(EtcdError error) {
        // There, the handler's own call has returned, and what it waits for is known.
        ending.say(error.code(), () -> {
            waiting.cancel();
            reply.refuse(error);
        });
    }
}
