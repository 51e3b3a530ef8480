package dev.tercet.benchmarks.barejson;

import dev.tercet.benchmarks.BenchClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A watch on a websocket of its own; closing it cuts the connection. */
final class BareJsonWatch implements BenchClient.Subscription, WebSocket.Listener {
    private final BenchClient.Events events;
    private final WebSocket socket;
    private final StringBuilder message = new StringBuilder();
    private volatile boolean closed;

    BareJsonWatch(HttpClient http, URI uri, String create, BenchClient.Events events) {
        this.events = events;
        socket = http.newWebSocketBuilder().buildAsync(uri, this).join();
        socket.sendText(create, true).join();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        message.append(part);
        if (last) {
            Entries entries = Entries.of(message.toString().getBytes(StandardCharsets.ISO_8859_1));
            message.setLength(0);
            if (entries.keys() > 0) {
                events.arrived(entries.keys(), entries.bytes());
            }
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        onError(from, new IllegalStateException("the server ended the watch: " + status + " " + reason));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        if (!closed) {
            events.failed(failure);
        }
    }

    @Override
    public void close() {
        closed = true;
        socket.abort();
    }
}
