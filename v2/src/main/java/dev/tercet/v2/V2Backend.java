package dev.tercet.v2;

/**
 * What answers the calls of a v2 client.
 *
 * @since 0.1
 */
public enum V2Backend {
    /**
     * {@link #HTTP} where the server offers it, else {@link #V3}; found out by the first call. Where v2 has been disabled, its data are not
     * seen, which is logged as a warning.
     */
    AUTO,
    /** The v2 API of servers up to 3.5, where it is switched on. */
    HTTP,
    /** The v3 store, made to look like the other: for servers of any version. */
    V3
}
