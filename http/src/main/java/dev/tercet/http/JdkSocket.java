package dev.tercet.http;

import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A websocket over java.net.http, which sends one message at a time and gives long ones in parts.
 *
 * <p>Threads: opened in a pool's thread, then answered on the I/O thread, one event after another; sent to and given up from
 * anywhere. There is no lock: whoever brings {@code unsent} from zero to one sends, and goes on while there is more.
 */
final class JdkSocket implements Socket, Ending, WebSocket.Listener {
    private static final int IN_ORDER = 1000;
    private static final int GOING_AWAY = 1001;
    private static final int WITHOUT_CODE = 1005;
    private static final int WITHOUT_A_WORD = 1006;

    private final JdkHttpDoor door;
    private final String path;
    private final SocketTaker taker;
    private final int maxMessage;
    private final Delivery delivery;
    private final Queue<String> outgoing = new ConcurrentLinkedQueue<>();

    /** How many messages are not sent yet; the opening counts as one, before all others. */
    private final AtomicInteger unsent = new AtomicInteger(1);

    private final AtomicBoolean pinging = new AtomicBoolean();

    /** What was asked for before it was open. */
    private final AtomicLong asked = new AtomicLong();

    /** What came of a message that is not complete. Only where messages come. */
    private final StringBuilder parts = new StringBuilder();

    private volatile boolean left;
    private volatile boolean givenUp;
    private volatile @Nullable CompletableFuture<WebSocket> opening;
    private volatile @Nullable WebSocket socket;

    JdkSocket(JdkHttpDoor door, String path, SocketTaker taker, int maxMessage) {
        this.door = door;
        this.path = path;
        this.taker = taker;
        this.maxMessage = maxMessage;
        this.delivery = new Delivery(this::onEnd);
    }

    /** Follows what was begun. */
    void opens(CompletableFuture<WebSocket> begun) {
        opening = begun;
        if (givenUp) {
            begun.cancel(true);
        }
        begun.whenComplete((opened, thrown) -> {
            if (thrown != null) {
                notOpened(thrown);
            }
        });
    }

    private void notOpened(Throwable thrown) {
        Throwable why = Faults.unwrapped(thrown);
        if (why instanceof IllegalArgumentException) {
            // Without the JDK's words, which show it: it may be a token.
            fail(new IllegalArgumentException("a sub-protocol that was asked for cannot be sent in HTTP"));
            return;
        }
        if (!(why instanceof WebSocketHandshakeException refused)) {
            if (Faults.isUnanswered(why)) {
                give(taker::onUnanswered);
            }
            fail(why);
            return;
        }
        door.onHeard();
        int status = refused.getResponse().statusCode();
        give(() -> taker.onRefused(status));
        delivery.end(new WireFailure(
                StatusCode.UNAVAILABLE, "the peer opens no websocket: HTTP " + status, Reach.REFUSED, refused));
    }

    @Override
    public void onOpen(WebSocket opened) {
        socket = opened;
        door.onHeard();
        if (givenUp) {
            opened.abort();
            return;
        }
        passOn(opened);
        give(taker::onOpen);
        if (unsent.decrementAndGet() > 0) {
            sendAll(opened);
        }
    }

    @Override
    public void send(String text) {
        outgoing.add(text);
        WebSocket open = socket;
        if (unsent.getAndIncrement() == 0 && open != null) {
            sendAll(open);
        }
    }

    private void sendAll(WebSocket open) {
        do {
            left = true;
            CompletableFuture<WebSocket> sent = open.sendText(outgoing.remove(), true);
            if (!sent.isDone() || sent.isCompletedExceptionally()) {
                sent.whenComplete((done, thrown) -> {
                    if (thrown != null) {
                        fail(Faults.unwrapped(thrown));
                    } else if (unsent.decrementAndGet() > 0) {
                        sendAll(open);
                    }
                });
                return;
            }
        } while (unsent.decrementAndGet() > 0);
    }

    @Override
    public void request(long messages) {
        if (messages <= 0) {
            return;
        }
        asked.accumulateAndGet(messages, JdkCall::sum);
        WebSocket open = socket;
        if (open != null) {
            passOn(open);
        }
    }

    private void passOn(WebSocket open) {
        long messages = asked.getAndSet(0);
        if (messages > 0) {
            open.request(messages);
        }
    }

    @Override
    public void ping() {
        WebSocket open = socket;
        if (open != null && pinging.compareAndSet(false, true)) {
            open.sendPing(ByteBuffer.allocate(0)).whenComplete((sent, thrown) -> pinging.set(false));
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket open, CharSequence data, boolean last) {
        if (parts.length() + data.length() > maxMessage) {
            end(StatusCode.RESOURCE_EXHAUSTED, "a message exceeds the limit of " + maxMessage + " characters");
        } else if (!last) {
            parts.append(data);
            // A long message takes its time on a slow line, and lets no pong pass.
            give(taker::onPart);
            open.request(1);
        } else if (parts.length() == 0) {
            String text = data.toString();
            give(() -> taker.onText(text));
        } else {
            String text = parts.append(data).toString();
            parts.setLength(0);
            give(() -> taker.onText(text));
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket open, ByteBuffer data, boolean last) {
        end(StatusCode.INTERNAL, "the peer sends messages that are not text");
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket open, ByteBuffer message) {
        // It is answered by java.net.http.
        open.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket open, ByteBuffer message) {
        open.request(1);
        give(taker::onPong);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket open, int code, String reason) {
        if (code == IN_ORDER || code == GOING_AWAY || code == WITHOUT_CODE) {
            delivery.end(null);
        } else {
            String words = code == WITHOUT_A_WORD
                    ? "the peer closed the connection"
                    : "the peer closed the websocket: " + code + " " + reason;
            delivery.end(new WireFailure(StatusCode.UNAVAILABLE, words, Reach.LOST, null));
        }
        return null;
    }

    @Override
    public void onError(WebSocket open, Throwable thrown) {
        fail(thrown);
    }

    /** Ends it with what went wrong on the way. */
    void fail(Throwable thrown) {
        if (!delivery.isOver() && delivery.end(door.faultOf(thrown, left, path))) {
            letGo();
        }
    }

    private void give(Runnable event) {
        if (!delivery.give(event)) {
            letGo();
        }
    }

    @Override
    public void cancel() {
        giveUp(StatusCode.CANCELLED, "cancelled");
    }

    @Override
    public void giveUp(StatusCode code, String why) {
        end(code, why);
    }

    private void end(StatusCode code, String why) {
        Reach reach = left ? Reach.LOST : Reach.NEVER_LEFT;
        if (delivery.end(new WireFailure(code, why, reach, null))) {
            letGo();
        }
    }

    private void letGo() {
        givenUp = true;
        CompletableFuture<WebSocket> begun = opening;
        if (begun != null) {
            begun.cancel(true);
        }
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        }
    }

    @Override
    public boolean hasLeft() {
        return left;
    }

    private void onEnd(@Nullable WireFailure failure) {
        try {
            taker.onEnd(failure);
        } finally {
            door.onEnd(this);
        }
    }
}
