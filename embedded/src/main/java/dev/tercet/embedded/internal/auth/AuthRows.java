package dev.tercet.embedded.internal.auth;

import com.google.protobuf.Message;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Handler;
import dev.tercet.embedded.internal.rpc.Method;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.state.RaftIndex;
import dev.tercet.embedded.internal.status.EtcdError;
import java.util.function.Supplier;

/** Makes the rows of the service Auth: steps that go through etcd's log. */
final class AuthRows {
    static final String SERVICE = "etcdserverpb.Auth";

    private final Apply apply;
    private final Guard guard;
    private final RaftIndex index;

    AuthRows(Apply apply, Guard guard, RaftIndex index) {
        this.apply = apply;
        this.guard = guard;
        this.index = index;
    }

    /** What only root may do. */
    <Q extends Message, R extends Message> Method<Q, R> rootOnly(
            String name, String path, Q request, R reply, Action<Q, R> action) {
        return row(name, path, request, reply, (asked, caller) -> {
            guard.root(caller);
            return action.take(asked);
        });
    }

    /** What says itself who may. */
    <Q extends Message, R extends Message> Method<Q, R> row(
            String name, String path, Q request, R reply, Handler.Answer<Q, R> answer) {
        return new Method.Unary<>(
                SERVICE,
                name,
                path,
                request,
                reply,
                Handler.of((asked, caller) -> propose(caller, () -> answer.to(asked, caller))));
    }

    /** Takes a step that goes through etcd's log, refused or not: with a bad token only it does not get there. */
    <T> T propose(Caller caller, Supplier<T> step) {
        return apply.step(() -> {
            guard.token(caller);
            index.advance();
            return step.get();
        });
    }

    /** What root may ask of all, and others of their own; etcd takes one without a token for the user with the empty name. */
    void rootUnless(Caller caller, Own own) {
        if (!guard.isOn()) {
            return;
        }
        String name = guard.name(caller);
        if (!own.is(name == null ? "" : name)) {
            guard.root(caller);
        }
    }

    /** Whether something is a user's own. */
    interface Own {
        boolean is(String user);
    }

    /** Within a step. Throws an {@link EtcdError} to refuse. */
    interface Action<Q, R> {
        R take(Q request);
    }
}
