package dev.tercet.embedded.internal.front.direct;

import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Inlet;
import dev.tercet.embedded.internal.rpc.Lane;
import dev.tercet.embedded.internal.rpc.Outlet;
import dev.tercet.embedded.internal.rpc.StreamHandler;
import dev.tercet.embedded.internal.rpc.Surprise;
import dev.tercet.spi.StreamReply;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A stream, from its opening to its one end.
 *
 * <p>Threads: what either side says goes through one lane, where neither runs inside the other, and so do the fields; only whether
 * it is over is read from elsewhere.
 *
 * @param <Q> what the client says
 * @param <M> what the server says
 */
abstract class DirectConversation<Q, M> implements WireStream, Outlet<M>, UnderWay {
    private final Lane lane = new Lane();
    private final DirectTransport transport;
    private final StreamReply<?> reply;
    private @Nullable Inlet<Q> inlet;
    private volatile boolean isOver;

    DirectConversation(DirectTransport transport, StreamReply<?> reply) {
        this.transport = transport;
        this.reply = reply;
    }

    final Sizes sizes() {
        return transport.sizes();
    }

    final boolean isOver() {
        return isOver;
    }

    /** Opens it, and says the first thing. */
    final void start(String method, StreamHandler<Q, M> handler, Caller caller, Consumer<Inlet<Q>> first) {
        transport.add(this);
        inTurn(() -> {
            try {
                inlet = handler.open(caller, this);
                first.accept(inlet);
            } catch (RuntimeException e) {
                giveUp(Failures.of(Surprise.told(method, e)));
            }
        });
    }

    /** Does something when it is its turn, unless the end was before it. */
    final void inTurn(Runnable step) {
        lane.run(() -> {
            if (!isOver) {
                step.run();
            }
        });
    }

    /** Tells the server something, in its turn. */
    final void tell(Consumer<Inlet<Q>> what) {
        if (inlet != null) {
            what.accept(inlet);
        }
    }

    @Override
    public final void cancel() {
        end(Failures.CANCELLED);
    }

    @Override
    public final void end(WireFailure why) {
        inTurn(() -> giveUp(why));
    }

    /** Ends it where it is, and at the server; in its turn. */
    final void giveUp(@Nullable WireFailure why) {
        if (!isOver) {
            tell(Inlet::cancel);
            finish(why);
        }
    }

    /** Ends it for the client; in its turn. */
    final void finish(@Nullable WireFailure why) {
        isOver = true;
        transport.remove(this);
        reply.onEnd(why);
    }
}
