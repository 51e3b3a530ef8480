package dev.tercet.gateway.internal.stream;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.KvRpcs;
import dev.tercet.spi.Reply;
import dev.tercet.spi.WireCall;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.hub.SerialLane;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out the store's revision for all watches that are silent, with as few reads as will do: who asks while one is under way
 * shares it, and who asks soon after one shares its answer, which for it is as if it had asked a little sooner.
 *
 * <p>Watches that require a leader ask the quorum, since a member that lags knows of no changes; others have a promise to go on
 * without one, so they ask the member alone.
 *
 * <p>Threads: everything goes through a lane of its own. Answers are given there: short, and without waiting.
 */
final class StoreProbe {
    private final SideCalls calls;
    private final LongSupplier clock;
    private final long fresh;
    private final long patience;
    private final SerialLane lane = new SerialLane();
    private final Slot local = new Slot();
    private final Slot quorum = new Slot();

    /**
     * A probe.
     *
     * @param fresh nanoseconds that an answer can be used
     * @param patience nanoseconds after which a read without an answer is not waited for any more
     */
    StoreProbe(SideCalls calls, LongSupplier clock, long fresh, long patience) {
        this.calls = calls;
        this.clock = clock;
        this.fresh = fresh;
        this.patience = patience;
    }

    /**
     * Gives the store's revision, or −1 if it cannot be found out; nothing if there is no answer.
     *
     * @param key one that may be read
     */
    void ask(Bytes key, CallContext context, LongConsumer answer) {
        Slot slot = context.requireLeader() ? quorum : local;
        lane.run(() -> slot.ask(key, context, answer));
    }

    /** One kind of read. */
    private final class Slot {
        private final List<LongConsumer> waiting = new ArrayList<>();
        private @Nullable WireCall underWay;
        private int number;
        private long begun;
        private long revision = -1;
        private long readAt;

        void ask(Bytes key, CallContext context, LongConsumer answer) {
            long now = clock.getAsLong();
            if (revision >= 0 && now - readAt < fresh) {
                answer.accept(revision);
                return;
            }
            if (underWay != null && now - begun >= patience) {
                // Those who wait for it have given up by now.
                waiting.clear();
                underWay.cancel();
                underWay = null;
            }
            waiting.add(answer);
            if (underWay == null) {
                read(key, context, now);
            }
        }

        private void read(Bytes key, CallContext context, long now) {
            int mine = ++number;
            begun = now;
            Get get = Get.of(key).keysOnly().limit(1);
            underWay = calls.call(
                    KvRpcs.RANGE, context.requireLeader() ? get : get.serializable(), context, new Reply<GetResult>() {
                        @Override
                        public void onReply(GetResult reply) {
                            lane.run(() -> done(mine, reply.header().revision()));
                        }

                        @Override
                        public void onFailure(WireFailure failure) {
                            lane.run(() -> done(mine, -1));
                        }
                    });
        }

        private void done(int which, long found) {
            if (which != number || underWay == null) {
                return;
            }
            underWay = null;
            revision = found;
            readAt = begun;
            List<LongConsumer> told = List.copyOf(waiting);
            waiting.clear();
            told.forEach(answer -> answer.accept(found));
        }
    }
}
