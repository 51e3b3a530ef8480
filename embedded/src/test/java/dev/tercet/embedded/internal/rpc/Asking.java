package dev.tercet.embedded.internal.rpc;

import com.google.protobuf.Message;
import dev.tercet.embedded.internal.status.EtcdError;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks the methods of a table as a front would, without one. */
public final class Asking {
    private static final Caller ANYBODY = new Caller(null, false);

    private final MethodTable methods;
    private final String service;

    /** Those of a service. */
    public Asking(MethodTable methods, String service) {
        this.methods = methods;
        this.service = service;
    }

    /** The reply to a request, by nobody in particular; a refusal is thrown. */
    public <R extends Message> R ask(String method, Message request) {
        return ask(method, request, ANYBODY);
    }

    /** The reply to a request; a refusal is thrown. */
    @SuppressWarnings("unchecked")
    public <R extends Message> R ask(String method, Message request, Caller caller) {
        Method.Unary<Message, R> row =
                (Method.Unary<Message, R>) Objects.requireNonNull(methods.find(service + "/" + method), method);
        Kept<R> kept = new Kept<>();
        row.handler().handle(request, caller, kept);
        if (kept.error != null) {
            throw kept.error;
        }
        return Objects.requireNonNull(kept.reply, "no reply yet");
    }

    private static final class Kept<R> implements Outcome<R> {
        private @Nullable R reply;
        private @Nullable EtcdError error;

        @Override
        public void reply(R of) {
            reply = of;
        }

        @Override
        public void refuse(EtcdError because) {
            error = because;
        }

        @Override
        public void lose() {
            throw new AssertionError("lost");
        }
    }
}
