package dev.tercet.recipes.session;

import dev.tercet.error.EtcdException;

/**
 * What a {@link LastingSession} tells: {@code Opened} and {@code Lost} in turn, and at last {@code Ended}.
 *
 * @since 0.1
 */
public sealed interface SessionSignal {
    /**
     * There is a session.
     *
     * @param session the one to use from here on; the lasting session closes it
     */
    record Opened(Session session) implements SessionSignal {}

    /**
     * There is no session any more, and what hung on it is lost; another one is being opened.
     *
     * @param session the one that was
     * @param cause why: a {@code SessionLostException}, or a {@code ClientClosedException} if somebody closed the session itself
     */
    record Lost(Session session, EtcdException cause) implements SessionSignal {}

    /** The lasting session was closed, or its client: there is no session any more, and will be none. */
    record Ended() implements SessionSignal {}
}
