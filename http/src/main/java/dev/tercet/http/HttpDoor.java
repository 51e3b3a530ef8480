package dev.tercet.http;

import java.util.List;

/** The way to one endpoint over HTTP/1.1: connects by itself, keeps connections, follows no redirect, repeats nothing. */
public interface HttpDoor extends AutoCloseable {
    /**
     * Sends a request. Its end comes exactly once and last, possibly before this method returns.
     *
     * <p>At most as many as were allowed are under way at a time, those that may wait at the server not counted; others wait for
     * their turn, first come, first served.
     */
    HttpCall send(HttpAsk ask, HttpTaker taker);

    /**
     * Opens a websocket. Its end comes exactly once and last, possibly before this method returns.
     *
     * @param path such as {@code /v3/watch}
     * @param protocols sub-protocols to ask for, none if empty
     */
    Socket connect(String path, List<String> protocols, SocketTaker taker);

    /** Ends everything with a failure, gives up connections and threads. */
    @Override
    void close();
}
