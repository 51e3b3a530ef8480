package dev.tercet.v2.error;

import java.io.Serializable;

/**
 * What a server said of an error.
 *
 * @param code the v2 API's number, such as 100; see {@link V2Failure} for the table
 * @param message its text for that number, such as {@code Key not found}
 * @param cause what it is about, such as the key; empty if it did not say
 * @param index the store's index then; 0 if it did not say
 * @param status the HTTP status; over v3, the one that goes with the code
 * @since 0.1
 */
public record V2ErrorPayload(int code, String message, String cause, long index, int status) implements Serializable {}
