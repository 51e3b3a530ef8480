package dev.tercet.conformance.front;

import com.google.protobuf.Message;
import dev.tercet.testkit.script.http.HttpExchange;
import io.grpc.Status;

/** A stream as the body of an answer: an error before it begins is an error of HTTP, and one after that is in it. */
final class PostedReply implements Reply {
    private final HttpExchange exchange;
    private boolean begun;

    PostedReply(HttpExchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public void begun() {
        begun = true;
        exchange.chunkedHead();
    }

    @Override
    public void message(Message message) {
        exchange.chunk(Json.result(message));
    }

    @Override
    public void ended(Status status) {
        if (!begun) {
            exchange.answer(Json.httpStatus(status), Json.TYPE, status.isOk() ? "" : Json.error(status));
            return;
        }
        if (!status.isOk()) {
            exchange.chunk(Json.streamError(status));
        }
        exchange.lastChunk();
    }
}
