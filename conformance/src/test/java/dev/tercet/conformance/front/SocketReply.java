package dev.tercet.conformance.front;

import com.google.protobuf.Message;
import dev.tercet.testkit.script.http.Cut;
import dev.tercet.testkit.script.http.ScriptedSocket;
import io.grpc.Status;

/** A stream as the messages of a websocket, whose end is that of the connection: etcd sends no close frame. */
final class SocketReply implements Reply {
    private final ScriptedSocket socket;
    private boolean begun;

    SocketReply(ScriptedSocket socket) {
        this.socket = socket;
    }

    @Override
    public void begun() {
        begun = true;
    }

    @Override
    public void message(Message message) {
        socket.text(Json.result(message).strip());
    }

    @Override
    public void ended(Status status) {
        if (!status.isOk()) {
            socket.text(begun ? Json.streamError(status).strip() : Json.error(status));
        }
        socket.cut(Cut.FIN);
    }
}
