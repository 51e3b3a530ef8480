package dev.tercet.http;

import dev.tercet.connection.Endpoint;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.TransportSettings;
import dev.tercet.spi.TransportTimer;
import dev.tercet.spi.WireFailure;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
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

    private final UriBase uriBase;
    private final LazyClient client;
    private final Requests requests;
    private final Faults faults;
    private final Turns turns;
    private final int maxMessage;
    private final Duration connectTimeout;
    private final TransportTimer timer;
    private final Set<Ending> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private JdkHttpDoor(
            Host host,
            UriBase uriBase,
            TransportSettings settings,
            int maxConnections,
            LazyClient client,
            Faults faults) {
        this.uriBase = uriBase;
        this.client = client;
        this.requests = new Requests(host);
        this.faults = faults;
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
        Host host = Host.of(endpoint);
        UriBase uriBase = new UriBase(host, UriBase.resolver(host, proxies));
        return new JdkHttpDoor(
                host,
                uriBase,
                settings,
                maxConnections,
                new LazyClient(host, settings, proxies),
                new Faults(host.isSecured(), () -> UriBase.proxy(host, proxies)));
    }

    @Override
    public HttpCall send(HttpAsk ask, HttpTaker taker) {
        JdkCall call = new JdkCall(this, ask, taker);
        underWay.add(call);
        if (ask.waits() || turns.enter(call)) {
            call.onTurn();
        }
        return call;
    }

    /** Sends a call whose turn has come. */
    void go(JdkCall call) {
        // A turn that one hands on which was ended by closing.
        if (closed) {
            call.giveUp(StatusCode.UNAVAILABLE, CLOSED);
        } else {
            uriBase.find(base -> go(call, base), call::fail);
        }
    }

    private void go(JdkCall call, String base) {
        try {
            call.begin(client.get(), requests.of(base, call.ask(), call.body()));
        } catch (RuntimeException e) {
            call.fail(e);
        }
    }

    TransportTimer timer() {
        return timer;
    }

    /** A client failed a request: perhaps because it is of no use any more. */
    void onFailed(HttpClient failed, Throwable thrown) {
        if (String.valueOf(Faults.unwrapped(thrown).getMessage()).contains("selector manager closed")) {
            client.forget(failed);
        }
    }

    /** Somebody answered in HTTP. */
    void onHeard() {
        faults.onHeard();
    }

    WireFailure faultOf(Throwable thrown, boolean left, String path) {
        return faults.of(thrown, left, path);
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
        JdkSocket socket = new JdkSocket(this, path, taker, maxMessage);
        underWay.add(socket);
        if (closed) {
            socket.giveUp(StatusCode.UNAVAILABLE, CLOSED);
            return socket;
        }
        uriBase.find(base -> open(socket, Requests.socket(base, path), protocols), socket::fail);
        return socket;
    }

    private void open(JdkSocket socket, URI uri, List<String> protocols) {
        try {
            HttpClient current = client.get();
            CompletableFuture<WebSocket> opening = opening(current, uri, protocols, socket);
            opening.whenComplete((opened, thrown) -> {
                if (thrown != null) {
                    onFailed(current, thrown);
                }
            });
            socket.opens(opening);
        } catch (RuntimeException e) {
            socket.fail(e);
        }
    }

    private CompletableFuture<WebSocket> opening(
            HttpClient current, URI uri, List<String> protocols, JdkSocket socket) {
        WebSocket.Builder builder = current.newWebSocketBuilder()
                .header("User-Agent", Requests.AGENT)
                .connectTimeout(connectTimeout);
        if (!protocols.isEmpty()) {
            String[] others = protocols.subList(1, protocols.size()).toArray(new String[0]);
            builder.subprotocols(protocols.get(0), others);
        }
        return builder.buildAsync(uri, socket);
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
