package dev.tercet.embedded.internal.rpc;

import com.google.protobuf.Message;
import dev.tercet.embedded.internal.status.EtcdError;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A stream, what was heard on it, and how it ended. Two threads that speak at once fail, as does a word after the end. */
public final class TestStream implements Outlet<Message> {
    private final List<Message> heard = new CopyOnWriteArrayList<>();
    private final AtomicBoolean speaking = new AtomicBoolean();
    private volatile boolean ended;
    private volatile @Nullable EtcdError error;
    private @Nullable Inlet<Message> inlet;

    void inlet(Inlet<Message> to) {
        inlet = to;
    }

    /** Where the client speaks. */
    public Inlet<Message> inlet() {
        if (inlet == null) {
            throw new AssertionError("not open yet");
        }
        return inlet;
    }

    public <R extends Message> List<R> heard(Class<R> type) {
        return heard.stream().map(type::cast).toList();
    }

    public boolean isEnded() {
        return ended;
    }

    public @Nullable EtcdError error() {
        return error;
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void message(Message message) {
        alone(() -> heard.add(message));
    }

    @Override
    public void end(@Nullable EtcdError because) {
        alone(() -> {
            error = because;
            ended = true;
        });
    }

    @Override
    public void lose() {
        throw new AssertionError("lost");
    }

    private void alone(Runnable word) {
        if (ended || !speaking.compareAndSet(false, true)) {
            throw new AssertionError(ended ? "a word after the end" : "two speak at once");
        }
        word.run();
        speaking.set(false);
    }
}
