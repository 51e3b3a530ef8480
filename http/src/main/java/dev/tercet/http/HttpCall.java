package dev.tercet.http;

/** A request under way. */
public interface HttpCall {
    /** Allows so many more runs of bytes to be given; none are before the first. Those of {@link Long#MAX_VALUE} are all. */
    void request(long runs);

    /** Gives it up: the connection is closed, by which the server knows. The end still comes. */
    void cancel();

    /** Whether any of it may have reached the server. */
    boolean hasLeft();
}
