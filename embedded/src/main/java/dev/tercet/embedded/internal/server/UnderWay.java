package dev.tercet.embedded.internal.server;

/** A call that waits for its answer, or a stream. */
interface UnderWay {
    /** The server is gone: tells the client, unless it has ended. */
    void stop();

    /** Whether it is a stream. */
    boolean isStream();
}
