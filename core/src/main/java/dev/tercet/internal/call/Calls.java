package dev.tercet.internal.call;

import dev.tercet.connection.CallOptions;
import dev.tercet.error.EtcdException;
import dev.tercet.error.Outcome;
import dev.tercet.spi.Rpc;
import dev.tercet.spi.StreamRpc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls and streams as the rest of the engine makes them: with deadline, retry, authentication and failover already seen to, and
 * failures already typed.
 */
public interface Calls {
    /**
     * Makes a call and waits for it. An interrupt cancels the call, sets the flag again and throws {@code
     * InterruptedEtcdException}; on a thread that is interrupted already nothing is sent.
     */
    <Q, R> R await(Rpc<Q, R> rpc, Q request, CallOptions options);

    /**
     * Makes a call for the engine itself: the result comes on the I/O thread or the timer thread, possibly before this method
     * returns, and is taken at once without waiting.
     *
     * @return the way to cancel it
     */
    <Q, R> Underway call(Rpc<Q, R> rpc, Q request, CallOptions options, Result<R> result);

    /**
     * Opens a stream at an endpoint that is well, with the token of the moment (authenticating first if there is none). It is not
     * resumed: whoever opened it does that. Messages and the end come on the I/O thread, one at a time, never before this method
     * returns only if the transport does so; take them at once.
     *
     * <p>The timeout is for the server's first word where one is owed: each endpoint has its share of it. An endpoint to which no
     * connection can be made as configured is passed over; it is the end only when all of them are such.
     */
    <Q, R> Stream stream(
            StreamRpc<Q, R> rpc, Q request, CallOptions options, boolean requireLeader, StreamResult<R> result);

    /** Opens a stream whose server owes no first word, so that no timeout matters. */
    default <Q, R> Stream stream(StreamRpc<Q, R> rpc, Q request, boolean requireLeader, StreamResult<R> result) {
        return stream(rpc, request, CallOptions.DEFAULT, requireLeader, result);
    }

    /**
     * Calls that go to this endpoint and to no other.
     *
     * @throws IllegalArgumentException if the client has no such endpoint
     */
    Calls at(String endpoint);

    /** The client's endpoints as it writes them, in its order. */
    List<String> endpoints();

    /**
     * Runs a task when the client closes, before calls are ended; at once if it has begun to. For what must not wait for its next
     * call to find out.
     *
     * @return the way to call it off
     */
    Cancellable onClose(Runnable task);

    /** Takes the result of a call. */
    interface Result<R> {
        /** Exactly one of the two is null. */
        void done(@Nullable R reply, @Nullable EtcdException failure);
    }

    /** Takes what comes of a stream. */
    interface StreamResult<R> {
        void onMessage(R message);

        /** The end, once and last; null if the server ended it without an error. */
        void onEnd(@Nullable EtcdException failure);
    }

    /** Something that can be called off. */
    interface Cancellable {
        void cancel();
    }

    /** A call under way, for whoever waits for it. */
    interface Underway extends Cancellable {
        /** Ends it; returns what became of the data, or null if its result was faster and is on its way. */
        @Nullable
        Outcome giveUp();

        /** The call, by the name it has in etcd's API. */
        String method();
    }

    /** A stream under way. */
    interface Stream extends Cancellable {
        /** See {@code WireStream}. */
        void request(int messages);

        void requestProgress();

        /**
         * Says that the server refused this stream's token, as a watch learns from its cancel reason: the next stream or call
         * authenticates anew, once for all of them. Without credentials, or with a ready token, it does nothing.
         *
         * @return whether there is a point in trying again
         */
        boolean rejectToken();

        /** The endpoint it runs at, for messages; empty until it is opened. */
        String endpoint();
    }
}
