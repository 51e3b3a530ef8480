package dev.tercet.gateway.internal.watch;

import dev.tercet.spi.StreamReply;
import dev.tercet.spi.WatchRpcs;
import dev.tercet.spi.WireFailure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a watch was told. */
final class Heard implements StreamReply<WatchRpcs.Message> {
    final List<WatchRpcs.Message> messages = new ArrayList<>();
    boolean ended;

    @Nullable
    WireFailure failure;

    @Override
    public void onMessage(WatchRpcs.Message message) {
        if (ended) {
            throw new AssertionError(message + " after the end");
        }
        messages.add(message);
    }

    @Override
    public void onEnd(@Nullable WireFailure why) {
        if (ended) {
            throw new AssertionError("a second end: " + why);
        }
        ended = true;
        failure = why;
    }
}
