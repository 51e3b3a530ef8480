package dev.tercet.embedded.internal.rpc;

import com.google.protobuf.Message;
import dev.tercet.embedded.internal.status.EtcdError;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/** Calls what is in a table, as a front does. */
public final class TestFront {
    /** Somebody without a token. */
    public static final Caller ANYBODY = new Caller(null, false);

    private final MethodTable methods;

    public TestFront(MethodTable methods) {
        this.methods = methods;
    }

    /** Makes a call that is answered at once; throws what it is refused with. */
    public <R extends Message> R call(String name, Message request, Caller caller, Class<R> reply) {
        TestCall call = begin(name, request, caller);
        EtcdError error = call.error();
        if (error != null) {
            throw error;
        }
        return reply.cast(call.reply());
    }

    /** Begins a call. */
    public TestCall begin(String name, Message request, Caller caller) {
        TestCall call = new TestCall();
        call.waiting(handle((Method.Unary<?, ?>) find(name), request, caller, call));
        return call;
    }

    /** Begins a stream. */
    public TestStream open(String name, Caller caller) {
        TestStream stream = new TestStream();
        stream.inlet(open((Method.Stream<?, ?>) find(name), caller, stream));
        return stream;
    }

    @SuppressWarnings("unchecked")
    private static <Q extends Message, R extends Message> Waiting handle(
            Method.Unary<Q, R> row, Message request, Caller caller, TestCall call) {
        return row.handler().handle((Q) request, caller, (Outcome<R>) call);
    }

    @SuppressWarnings("unchecked")
    private static <Q extends Message, R extends Message> Inlet<Message> open(
            Method.Stream<Q, R> row, Caller caller, TestStream stream) {
        return (Inlet<Message>) row.handler().open(caller, (Outlet<R>) stream);
    }

    private Method<?, ?> find(String name) {
        Method<?, ?> row = methods.find(name);
        if (row == null) {
            List<String> names = new ArrayList<>();
            methods.all().forEach(method -> names.add(method.fullName()));
            throw new NoSuchElementException(name + " is not in " + names);
        }
        return row;
    }
}
