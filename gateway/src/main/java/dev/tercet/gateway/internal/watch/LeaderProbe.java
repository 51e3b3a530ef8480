package dev.tercet.gateway.internal.watch;

import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.KeyRange;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.Reply;
import dev.tercet.spi.TransportSettings;
import dev.tercet.spi.WireCall;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.hub.SerialLane;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks one endpoint whether it has a leader, on behalf of the watches there that share websockets and require one.
 *
 * <p>Threads: all methods, and those of guests, run on the lane that is given; what calls and the timer bring is taken there first.
 */
final class LeaderProbe {
    /** Of a key that is the first there can be, and its value is not sent. */
    private static final Get QUESTION = Get.of(KeyRange.of("\0")).countOnly();

    /** Who requires a leader. */
    interface Guest {
        /** With what it came. */
        CallContext context();

        /** There is a leader. */
        void admitted();

        /** There is none, or nobody knows: this is the end of it, before it was admitted or after. */
        void dismissed(WireFailure failure);
    }

    private final SerialLane lane;
    private final LeaderReads reads;
    private final TransportSettings settings;
    private final LongSupplier clock;
    private final LeaderProbeMachine<Guest> machine;
    private CallContext context = CallContext.WITH_LEADER;
    private @Nullable Question question;
    private Runnable timer = () -> {};

    LeaderProbe(SerialLane lane, LeaderReads reads, TransportSettings settings, LongSupplier clock) {
        this.lane = lane;
        this.reads = reads;
        this.settings = settings;
        this.clock = clock;
        this.machine = new LeaderProbeMachine<>(
                settings.keepAliveTime().toNanos(), settings.keepAliveTimeout().toNanos());
    }

    /** It is admitted or dismissed, now or later. */
    void enter(Guest guest) {
        // The latest token is the one that is good for longest.
        context = guest.context();
        perform(machine.enter(guest, clock.getAsLong()));
    }

    /** It has gone, of whatever cause. */
    void leave(Guest guest) {
        perform(machine.leave(guest));
    }

    /** Dismisses all. */
    void close(WireFailure failure) {
        perform(machine.close(failure));
    }

    private void perform(List<LeaderProbeMachine.Effect<Guest>> effects) {
        for (LeaderProbeMachine.Effect<Guest> effect : effects) {
            if (effect instanceof LeaderProbeMachine.Effect.Ask<Guest>) {
                ask();
            } else if (effect instanceof LeaderProbeMachine.Effect.Wait<Guest> wait) {
                waitFor(wait.nanos());
            } else if (effect instanceof LeaderProbeMachine.Effect.Rest<Guest>) {
                timer.run();
                giveUp();
            } else if (effect instanceof LeaderProbeMachine.Effect.Admit<Guest> admit) {
                admit.watcher().admitted();
            } else if (effect instanceof LeaderProbeMachine.Effect.End<Guest> end) {
                end.watcher().dismissed(end.failure());
            }
        }
    }

    private void ask() {
        giveUp();
        Question asked = new Question();
        question = asked;
        asked.call = reads.read(QUESTION, context, asked);
    }

    private void giveUp() {
        Question asked = question;
        question = null;
        if (asked != null && asked.call != null) {
            asked.call.cancel();
        }
    }

    private void waitFor(long nanos) {
        timer.run();
        timer = settings.timer().schedule(nanos, () -> lane.run(() -> perform(machine.look(clock.getAsLong()))));
    }

    /** One of many; its end comes to the lane, and is dropped there if it was given up. */
    private final class Question implements Reply<GetResult> {
        private @Nullable WireCall call;

        @Override
        public void onReply(GetResult reply) {
            end(null);
        }

        @Override
        public void onFailure(WireFailure failure) {
            end(failure);
        }

        private void end(@Nullable WireFailure failure) {
            lane.run(() -> {
                if (question != this) {
                    return;
                }
                question = null;
                long now = clock.getAsLong();
                perform(failure == null ? machine.answered(now) : machine.failed(failure, now));
            });
        }
    }
}
