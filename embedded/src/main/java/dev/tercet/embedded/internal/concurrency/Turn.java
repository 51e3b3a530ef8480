package dev.tercet.embedded.internal.concurrency;

import com.google.protobuf.ByteString;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Outcome;
import dev.tercet.embedded.internal.rpc.Waiting;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.proto.mvccpb.KeyValue;
import org.jspecify.annotations.Nullable;

/**
 * A call that stands in a queue of keys until no older key is left. It waits for the one right before its own only, and looks again
 * when that is deleted.
 *
 * <p>Everything happens within steps: the beginning, each look, and the cancellation are one each.
 *
 * @param <R> the reply
 */
abstract class Turn<R> implements Waiting {
    private final Apply apply;
    private final Waiters waiters;
    final Client client;
    private final ByteString name;
    final Caller caller;
    private final Outcome<R> outcome;
    private @Nullable ByteString before;
    private boolean done;

    Turn(Apply apply, Waiters waiters, Client client, ByteString name, Caller caller, Outcome<R> outcome) {
        this.apply = apply;
        this.waiters = waiters;
        this.client = client;
        this.name = name;
        this.caller = caller;
        this.outcome = outcome;
    }

    /** Takes its place; the reply, if it need not wait. */
    abstract @Nullable R queue();

    /** The revision that created its key; older keys are those before. */
    abstract long revision();

    /** The reply, now that no older key is left. */
    abstract R turn();

    /** Leaves the queue because the caller went away. */
    abstract void leave();

    /** Leaves the queue, if at all, because the wait cannot go on. */
    abstract void fail();

    /** Takes its place, and waits if it must. */
    final Waiting begin() {
        return apply.step(() -> {
            try {
                R reply = queue();
                if (reply != null) {
                    reply(reply);
                } else {
                    look();
                }
            } catch (EtcdError error) {
                end(error);
            }
            return done ? Waiting.NONE : this;
        });
    }

    /** Looks whether an older key is left, and waits for the end of the last of them. */
    final void look() {
        apply.step(() -> {
            if (done) {
                return;
            }
            forget();
            try {
                KeyValue older = older();
                if (older == null) {
                    reply(turn());
                } else {
                    before = older.getKey();
                    waiters.add(this, before);
                }
            } catch (EtcdError error) {
                fail();
                end(error);
            }
        });
    }

    private @Nullable KeyValue older() {
        return client.get(Requests.lastBefore(name, revision()), caller).getKvsList().stream()
                .findFirst()
                .orElse(null);
    }

    @Override
    public final void cancel() {
        apply.step(() -> {
            if (!done) {
                done = true;
                forget();
                leave();
            }
        });
    }

    /** Refuses it, and leaves everything as it is. */
    final void end(EtcdError error) {
        if (!done) {
            done = true;
            forget();
            apply.afterwards(() -> outcome.refuse(error));
        }
    }

    private void reply(R reply) {
        done = true;
        apply.afterwards(() -> outcome.reply(reply));
    }

    private void forget() {
        if (before != null) {
            waiters.remove(this, before);
            before = null;
        }
    }
}
