package dev.tercet.conformance.front;

import com.google.protobuf.Message;
import dev.tercet.testkit.script.http.HttpExchange;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/** The one reply of a call. */
final class WholeReply implements Reply {
    private final HttpExchange exchange;
    private @Nullable Message reply;

    WholeReply(HttpExchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public void begun() {}

    @Override
    public void message(Message message) {
        reply = message;
    }

    @Override
    public void ended(Status status) {
        Message whole = reply;
        if (status.isOk() && whole != null) {
            exchange.answer(200, Json.TYPE, Json.of(whole));
        } else {
            exchange.answer(Json.httpStatus(status), Json.TYPE, Json.error(status));
        }
    }
}
