package dev.tercet.gateway.internal.http;

import dev.tercet.connection.Endpoint;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.TransportSettings;
import dev.tercet.spi.TransportTimer;
import dev.tercet.spi.WireFailure;
import java.net.ProxySelector;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The way to one endpoint over java.net.http, whose client is made when it is first needed.
 *
 * <p>Threads: any. Everything happens on the thread that sends, on the client's one selector thread, or on the thread that gives up;
 * there is no executor between them, since takers are short and never wait.
 */
public final class JdkHttpDoor implements HttpDoor {
    private static final String CLOSED = "the transport is closed";

    private final LazyClient client;
    private final Requests requests;
    private final Turns turns;
    private final int maxMessage;
    private final Duration connectTimeout;
    private final TransportTimer timer;
    private final Set<Ending> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean heard;
    private volatile boolean closed;

    private JdkHttpDoor(Endpoint endpoint, TransportSettings settings, int maxConnections, LazyClient client) {
        this.client = client;
        this.requests = new Requests(endpoint);
        this.maxMessage = settings.maxInboundBytes();
        this.connectTimeout = settings.connectTimeout();
        this.timer = settings.timer();
        this.turns = new Turns(maxConnections);
    }

    /**
     * Connects to nothing yet.
     *
     * @param maxConnections how many calls may be under way, those that wait at the server not counted
     * @param proxies which proxies to use; null for the JVM's
     */
    public static HttpDoor open(
            Endpoint endpoint, TransportSettings settings, int maxConnections, @Nullable ProxySelector proxies) {
        return new JdkHttpDoor(endpoint, settings, maxConnections, new LazyClient(endpoint, settings, proxies));
    }

    @Override
    public HttpCall send(HttpAsk ask, HttpTaker taker) {
        JdkCall call = new JdkCall(this, ask, taker);
        underWay.add(call);
        if (closed) {
            call.giveUp(StatusCode.UNAVAILABLE, CLOSED);
        } else if (ask.waits() || turns.enter(call)) {
            call.onTurn();
        }
        return call;
    }

    /** Sends a call whose turn has come. */
    void go(JdkCall call) {
        try {
            call.begin(client.get(), requests.of(call.ask(), call.body()));
        } catch (RuntimeException e) {
            call.fail(e);
        }
    }

    TransportTimer timer() {
        return timer;
    }

    /** Somebody answered in HTTP. */
    void onHeard() {
        heard = true;
    }

    WireFailure faultOf(Throwable thrown, boolean left) {
        return Faults.of(thrown, left, heard);
    }

    /** A call is over. */
    void onEnd(JdkCall call, boolean hadTurn) {
        onEnd((Ending) call);
        if (hadTurn && !call.ask().waits()) {
            turns.leave();
        }
    }

    @Override
    public Socket connect(String path, List<String> protocols, SocketTaker taker) {
        JdkSocket socket = new JdkSocket(this, taker, maxMessage);
        underWay.add(socket);
        if (closed) {
            socket.giveUp(StatusCode.UNAVAILABLE, CLOSED);
            return socket;
        }
        try {
            socket.opens(opening(path, protocols, socket));
        } catch (RuntimeException e) {
            socket.fail(e);
        }
        return socket;
    }

    private CompletableFuture<WebSocket> opening(String path, List<String> protocols, JdkSocket socket) {
        WebSocket.Builder builder = client.get()
                .newWebSocketBuilder()
                .header("User-Agent", Requests.AGENT)
                .connectTimeout(connectTimeout);
        if (!protocols.isEmpty()) {
            String[] others = protocols.subList(1, protocols.size()).toArray(new String[0]);
            builder.subprotocols(protocols.get(0), others);
        }
        return builder.buildAsync(requests.socket(path), socket);
    }

    /** A socket is over, or a call. */
    void onEnd(Ending one) {
        underWay.remove(one);
    }

    @Override
    public void close() {
        closed = true;
        for (Ending one : underWay) {
            one.giveUp(StatusCode.UNAVAILABLE, CLOSED);
        }
        client.close();
    }
}
