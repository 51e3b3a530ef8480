package dev.tercet.embedded.internal.rpc;

import com.google.protobuf.Message;
import dev.tercet.embedded.internal.status.EtcdError;
import org.jspecify.annotations.Nullable;

/** A call, and how it ended. Ending twice fails. */
public final class TestCall implements Outcome<Message> {
    private @Nullable Message reply;
    private @Nullable EtcdError error;
    private Waiting waiting = Waiting.NONE;

    synchronized void waiting(Waiting now) {
        waiting = now;
    }

    @Override
    public synchronized void reply(Message message) {
        once();
        reply = message;
    }

    @Override
    public synchronized void refuse(EtcdError refusal) {
        once();
        error = refusal;
    }

    @Override
    public void lose() {
        throw new AssertionError("lost");
    }

    private void once() {
        if (isDone()) {
            throw new AssertionError("ended twice");
        }
    }

    public synchronized boolean isDone() {
        return reply != null || error != null;
    }

    public synchronized Message reply() {
        if (reply == null) {
            throw new AssertionError("no reply, but " + error);
        }
        return reply;
    }

    public synchronized @Nullable EtcdError error() {
        return error;
    }

    public void cancel() {
        Waiting now;
        synchronized (this) {
            now = waiting;
        }
        now.cancel();
    }
}
