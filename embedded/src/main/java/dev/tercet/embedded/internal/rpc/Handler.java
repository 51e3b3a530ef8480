package dev.tercet.embedded.internal.rpc;

import dev.tercet.embedded.internal.status.EtcdError;

/**
 * Answers one kind of call, at once or when the time has come.
 *
 * @param <Q> the request
 * @param <R> the reply
 */
@FunctionalInterface
public interface Handler<Q, R> {
    Waiting handle(Q request, Caller caller, Outcome<R> outcome);

    /** Whether it may answer later than at once. */
    default boolean mayWait() {
        return true;
    }

    /** A handler that never waits. */
    static <Q, R> Handler<Q, R> of(Answer<Q, R> answer) {
        return new Handler<>() {
            @Override
            public Waiting handle(Q request, Caller caller, Outcome<R> outcome) {
                R reply;
                try {
                    reply = answer.to(request, caller);
                } catch (EtcdError error) {
                    outcome.refuse(error);
                    return Waiting.NONE;
                }
                outcome.reply(reply);
                return Waiting.NONE;
            }

            @Override
            public boolean mayWait() {
                return false;
            }
        };
    }

    /** Answers at once, or throws an {@link EtcdError}. */
    @FunctionalInterface
    interface Answer<Q, R> {
        R to(Q request, Caller caller);
    }
}
