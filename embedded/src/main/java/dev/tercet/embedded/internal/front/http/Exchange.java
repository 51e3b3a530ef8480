package dev.tercet.embedded.internal.front.http;

/** A request, and what answers it. Told of on the connection's thread. */
interface Exchange {
    /** A piece of the request's body. */
    void body(byte[] piece);

    /** The end of it. */
    void bodyEnd();

    /** Whether it takes more of the body now. If not, it has its reply {@link Reply#readOn say} when it may. */
    default boolean takesMore() {
        return true;
    }

    /** There may be room for more on the connection. */
    void writable();

    /** The client has hung up. */
    void gone();
}
