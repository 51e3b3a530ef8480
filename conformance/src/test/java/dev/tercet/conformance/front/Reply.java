package dev.tercet.conformance.front;

import com.google.protobuf.Message;
import io.grpc.Status;

/** How an answer goes to the client. Called by one thread after another. */
interface Reply {
    /** The server has begun to answer. */
    void begun();

    /** A message. */
    void message(Message message);

    /** That was all. */
    void ended(Status status);
}
