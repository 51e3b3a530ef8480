package dev.tercet.error;

/**
 * What a failed call did to the data.
 *
 * @since 0.1
 */
public enum Outcome {
    /** Nothing, for certain: it never left, or the server refused it. */
    NOT_APPLIED,
    /** Nobody can tell: it was sent, and no answer came. Read before doing it again. */
    UNKNOWN
}
