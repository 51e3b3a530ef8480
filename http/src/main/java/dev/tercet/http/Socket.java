package dev.tercet.http;

/** A websocket, being opened or open. */
public interface Socket {
    /** Sends a text message, after those before it; kept until the socket is open; lost if it has ended. */
    void send(String text);

    /** Allows so many more messages to be given; none are before the first. */
    void request(long messages);

    /** Asks for a sign of life: {@link SocketTaker#onPong}. */
    void ping();

    /** Gives it up: the connection is closed. The end still comes. */
    void cancel();

    /** Whether anything that was sent may have reached the server. */
    boolean hasLeft();
}
