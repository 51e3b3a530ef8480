package dev.tercet.embedded.internal.front.http;

import com.google.protobuf.Message;
import dev.tercet.embedded.internal.front.call.OpenCall;
import dev.tercet.embedded.internal.front.call.Surprise;
import dev.tercet.embedded.internal.front.json.Json;
import dev.tercet.embedded.internal.front.json.JsonMessageReader;
import dev.tercet.embedded.internal.front.json.JsonMessageWriter;
import dev.tercet.embedded.internal.front.json.JsonValues;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Method;
import dev.tercet.embedded.internal.rpc.Outcome;
import dev.tercet.embedded.internal.rpc.Waiting;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.spi.StatusCode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private final ChannelLane lane;
    private final JsonValues values = new JsonValues(this::said);
    private final AtomicBoolean over = new AtomicBoolean();
    private @Nullable Q request;
    private volatile boolean counted;
    private Waiting waiting = Waiting.NONE;
    private @Nullable Future<?> alarm;

    UnaryExchange(Method.Unary<Q, R> method, Caller caller, HttpRoom room, Reply reply) {
        this.method = method;
        this.caller = caller;
        this.room = room;
        this.reply = reply;
        this.lane = new ChannelLane(reply.loop(), () -> {});
    }

    void begin(Optional<Duration> timeout) {
        timeout.ifPresent(time -> alarm = reply.loop()
                .schedule(() -> endBy(EtcdErrors.CONTEXT_DEADLINE_EXCEEDED), time.toNanos(), TimeUnit.NANOSECONDS));
        room.calls().add(this);
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
        if (!over.get()) {
            ask(request == null ? method.request() : request);
        }
    }

    private void read(Runnable step) {
        if (request != null || over.get()) {
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
        counted = true;
        room.counts().of(method).start();
        try {
            room.check(message);
            waiting = method.handler().handle(message, caller, this);
        } catch (RuntimeException e) {
            refuse(Surprise.told(method, e));
        }
    }

    @Override
    public void writable() {}

    @Override
    public void gone() {
        if (over.compareAndSet(false, true)) {
            ended(StatusCode.CANCELLED);
            waiting.cancel();
        }
        forgetAlarm();
    }

    @Override
    public void reply(R message) {
        answer(StatusCode.OK, () -> reply.whole(Json.written(json -> JsonMessageWriter.write(json, message))));
    }

    @Override
    public void refuse(EtcdError error) {
        answer(error.code(), () -> reply.refuse(error));
    }

    @Override
    public void lose() {
        answer(StatusCode.OK, reply::cut);
    }

    @Override
    public void endBy(EtcdError error) {
        // There, the handler's own call has returned, and what it waits for is known.
        answer(error.code(), () -> {
            waiting.cancel();
            reply.refuse(error);
        });
    }

    private void answer(StatusCode code, Runnable how) {
        if (over.compareAndSet(false, true)) {
            ended(code);
            lane.run(() -> {
                forgetAlarm();
                how.run();
            });
        }
    }

    private void forgetAlarm() {
        if (alarm != null) {
            alarm.cancel(false);
        }
    }

    private void ended(StatusCode code) {
        room.calls().remove(this);
        if (counted) {
            room.counts().of(method).end(code);
        }
    }
}
