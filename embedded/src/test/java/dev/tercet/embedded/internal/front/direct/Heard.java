package dev.tercet.embedded.internal.front.direct;

import dev.tercet.spi.Reply;
import dev.tercet.spi.StreamReply;
import dev.tercet.spi.WireFailure;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All that came of a call or a stream. */
final class Heard<R> implements Reply<R>, StreamReply<R> {
    final List<R> messages = new CopyOnWriteArrayList<>();
    final List<Optional<WireFailure>> ends = new CopyOnWriteArrayList<>();
    private final Consumer<R> also;
    private int depth;

    /** How deep messages came inside each other. */
    int deepest;

    Heard() {
        this(message -> {});
    }

    Heard(Consumer<R> also) {
        this.also = also;
    }

    @Override
    public void onMessage(R message) {
        depth++;
        deepest = Math.max(deepest, depth);
        messages.add(message);
        also.accept(message);
        depth--;
    }

    @Override
    public void onEnd(@Nullable WireFailure failure) {
        ends.add(Optional.ofNullable(failure));
    }

    @Override
    public void onReply(R reply) {
        messages.add(reply);
    }

    @Override
    public void onFailure(WireFailure failure) {
        ends.add(Optional.of(failure));
    }

    /** The only thing that came, and no failure. */
    R only() {
        if (messages.size() != 1 || !ends.isEmpty()) {
            throw new AssertionError("not one reply: " + this);
        }
        return messages.get(0);
    }

    /** The one failure. */
    WireFailure failure() {
        if (ends.size() != 1) {
            throw new AssertionError("not one end: " + this);
        }
        return ends.get(0).orElseThrow();
    }

    @Override
    public String toString() {
        return messages + ", ends " + ends;
    }
}
