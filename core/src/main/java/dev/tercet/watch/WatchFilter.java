package dev.tercet.watch;

/** Events that the server shall not send. */
public enum WatchFilter {
    /** Puts. */
    NO_PUT,
    /** Deletes. */
    NO_DELETE
}
