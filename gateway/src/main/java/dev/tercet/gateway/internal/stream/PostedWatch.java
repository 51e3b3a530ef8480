package dev.tercet.gateway.internal.stream;

import dev.tercet.gateway.internal.dialect.Dialect;
import dev.tercet.gateway.internal.json.Codecs;
import dev.tercet.gateway.internal.json.Enveloped;
import dev.tercet.gateway.internal.json.JsonBodies;
import dev.tercet.gateway.internal.json.JsonReader;
import dev.tercet.http.HttpAsk;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.StreamReply;
import dev.tercet.spi.TransportSettings;
import dev.tercet.spi.WatchRpcs;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireStream;
import dev.tercet.spi.hub.SerialLane;
import dev.tercet.spi.hub.WatchDown;
import dev.tercet.spi.hub.WatchUp;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Does what one watch's machine says: its requests, its alarm, its question after the store's revision.
 *
 * <p>Threads: everything goes through one lane, where no lock is held; the machine and the map of requests are touched nowhere else.
 * A caller may find itself delivering what came meanwhile, which is short.
 */
final class PostedWatch implements WireStream {
    private static final JsonReader<Enveloped<WatchDown>> READER = Codecs.enveloped(Codecs.WATCH);
    private static final byte[] PROGRESS = line(new WatchUp.Progress());

    private final PostWay way;
    private final StoreProbe probe;
    private final CallContext context;
    private final StreamReply<WatchRpcs.Message> reply;
    private final WatchRpcs.Create create;
    private final PostedWatchMachine machine;
    private final SerialLane lane = new SerialLane();
    private final Alarm alarm;
    private final Map<Integer, PostedRequest<WatchDown>> posts = new HashMap<>(4);

    PostedWatch(
            PostWay way,
            StoreProbe probe,
            TransportSettings settings,
            WatchRpcs.Create create,
            CallContext context,
            StreamReply<WatchRpcs.Message> reply) {
        this.way = way;
        this.probe = probe;
        this.context = context;
        this.reply = reply;
        this.create = create;
        this.machine = new PostedWatchMachine(
                create,
                settings.keepAliveTime().toNanos(),
                settings.keepAliveTimeout().toNanos());
        this.alarm = new Alarm(settings.timer(), lane, () -> {
            hear();
            perform(machine.awoken(now()));
        });
    }

    void start() {
        lane.run(() -> perform(machine.begin()));
    }

    private void perform(List<PostedWatchMachine.Effect> effects) {
        for (PostedWatchMachine.Effect effect : effects) {
            if (effect instanceof PostedWatchMachine.Effect.Tell it) {
                reply.onMessage(it.message());
            } else if (effect instanceof PostedWatchMachine.Effect.Post it) {
                post(it);
            } else if (effect instanceof PostedWatchMachine.Effect.TakeAll it) {
                PostedRequest<WatchDown> post = posts.get(it.number());
                if (post != null) {
                    post.request(Long.MAX_VALUE);
                }
            } else if (effect instanceof PostedWatchMachine.Effect.Drop it) {
                PostedRequest<WatchDown> post = posts.remove(it.number());
                if (post != null) {
                    post.cancel();
                }
            } else if (effect instanceof PostedWatchMachine.Effect.Wake it) {
                alarm.set(it.nanos());
            } else if (effect instanceof PostedWatchMachine.Effect.Probe) {
                ask();
            } else if (effect instanceof PostedWatchMachine.Effect.End it) {
                alarm.callOff();
                reply.onEnd(it.failure());
            }
        }
    }

    private void post(PostedWatchMachine.Effect.Post effect) {
        int number = effect.number();
        PostedRequest<WatchDown> post = new PostedRequest<>(
                way,
                READER,
                dialect -> dialect.lacks(WatchRpcs.WATCH, create),
                dialect -> request(dialect, effect),
                new StreamReply<WatchDown>() {
                    @Override
                    public void onMessage(WatchDown message) {
                        lane.run(() -> perform(machine.received(number, message, isExact(number), now())));
                    }

                    @Override
                    public void onEnd(@Nullable WireFailure failure) {
                        lane.run(() -> {
                            posts.remove(number);
                            perform(machine.ended(number, failure));
                        });
                    }
                });
        posts.put(number, post);
        post.request(effect.progressAfter() == 0 ? Long.MAX_VALUE : 1);
        post.start();
    }

    private HttpAsk request(Dialect dialect, PostedWatchMachine.Effect.Post effect) {
        return new HttpAsk(
                "POST",
                dialect.path(WatchRpcs.WATCH),
                dialect.headers(context),
                line(new WatchUp.Create(effect.create())),
                true,
                effect.progressAfter() == 0 ? null : new HttpAsk.Tail(PROGRESS, effect.progressAfter()));
    }

    private static byte[] line(WatchUp message) {
        byte[] object = JsonBodies.write(Codecs.WATCH, message);
        byte[] line = Arrays.copyOf(object, object.length + 1);
        line[object.length] = '\n';
        return line;
    }

    private boolean isExact(int number) {
        PostedRequest<WatchDown> post = posts.get(number);
        Dialect dialect = post == null ? null : post.dialect();
        return dialect != null && dialect.hasExactProgress();
    }

    private void ask() {
        probe.ask(
                create.range().key(),
                context,
                revision -> lane.run(() -> {
                    hear();
                    perform(machine.probed(revision, now()));
                }));
    }

    private void hear() {
        PostedRequest<WatchDown> post = posts.get(machine.current());
        if (post != null) {
            machine.heard(post.heardAt());
        }
    }

    private long now() {
        return way.clock().getAsLong();
    }

    @Override
    public void request(int messages) {
        // Watches are delivered without being asked for.
    }

    @Override
    public void requestProgress() {
        lane.run(() -> perform(machine.requestProgress()));
    }

    @Override
    public void cancel() {
        lane.run(() -> perform(machine.cancel()));
    }
}
