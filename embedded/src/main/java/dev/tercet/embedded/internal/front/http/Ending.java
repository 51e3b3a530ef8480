package dev.tercet.embedded.internal.front.http;

import dev.tercet.embedded.internal.front.call.OpenCall;
import dev.tercet.embedded.internal.rpc.Method;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.spi.StatusCode;
import io.grpc.netty.shaded.io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The one end of a request to the gateway, whoever comes first with it: the service, the client, its time, or the server's stop.
 *
 * <p>Threads: claimed on any; what is to be said then is said on the connection's thread.
 */
final class Ending {
    private final Method<?, ?> method;
    private final HttpRoom room;
    private final OpenCall call;
    private final ChannelLane lane;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile boolean counted;
    private @Nullable Future<?> alarm;

    Ending(Method<?, ?> method, HttpRoom room, OpenCall call, ChannelLane lane) {
        this.method = method;
        this.room = room;
        this.call = call;
        this.lane = lane;
    }

    /** The request is there, and has so much time. */
    void expectWithin(Optional<Duration> timeout, EventLoop loop) {
        timeout.ifPresent(time -> alarm = loop.schedule(
                () -> call.endBy(EtcdErrors.CONTEXT_DEADLINE_EXCEEDED), time.toNanos(), TimeUnit.NANOSECONDS));
        room.calls().add(call);
    }

    /** The service hears of it. */
    void count() {
        counted = true;
        room.counts().of(method).start();
    }

    boolean isOver() {
        return over.get();
    }

    /** It ends with this code, and this is said. */
    void say(StatusCode code, Runnable word) {
        if (claim(code)) {
            lane.run(() -> {
                forgetAlarm();
                word.run();
            });
        }
    }

    /** The client has hung up, and the service is to give up. On the connection's thread. */
    void gone(Runnable giveUp) {
        if (claim(StatusCode.CANCELLED)) {
            giveUp.run();
        }
        forgetAlarm();
    }

    private boolean claim(StatusCode code) {
        if (!over.compareAndSet(false, true)) {
            return false;
        }
        room.calls().remove(call);
        if (counted) {
            room.counts().of(method).end(code);
        }
        return true;
    }

    private void forgetAlarm() {
        if (alarm != null) {
            alarm.cancel(false);
        }
    }
}
