package dev.tercet.embedded.internal.watch;

import dev.tercet.embedded.internal.rpc.Outlet;
import dev.tercet.embedded.internal.status.EtcdError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what it is told; takes at once as many messages as it is given room for. */
final class RecordingOutlet implements Outlet<WatchMessage> {
    final List<WatchMessage> messages = new ArrayList<>();
    int room = Integer.MAX_VALUE;
    boolean ended;
    boolean broken;

    @Nullable
    EtcdError error;

    @Override
    public boolean isReady() {
        return room > 0;
    }

    @Override
    public void message(WatchMessage message) {
        if (ended) {
            throw new AssertionError("after the end: " + message);
        }
        if (broken) {
            throw new IllegalStateException("a broken front");
        }
        room--;
        messages.add(message);
    }

    @Override
    public void end(@Nullable EtcdError with) {
        if (ended) {
            throw new AssertionError("a second end: " + with);
        }
        ended = true;
        error = with;
    }

    @Override
    public void lose() {
        ended = true;
    }
}
