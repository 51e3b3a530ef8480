package dev.tercet.watch;

/**
 * Events that the server shall not send.
 *
 * @since 0.1
 */
public enum WatchFilter {
    /** Puts. */
    NO_PUT,
    /** Deletes. */
    NO_DELETE
}
