package dev.tercet.recipes.internal.commit;

import dev.tercet.kv.Bytes;
import java.util.Objects;

/**
 * What a transaction writes by which it can be recognised afterwards.
 *
 * @param key a key that it puts
 * @param value what it puts there
 * @param unique whether nobody else ever puts that: to find it proves that the transaction was applied; otherwise only not to find
 *     it proves anything
 * @param since a revision at which the transaction had not been sent yet
 */
public record Evidence(Bytes key, Bytes value, boolean unique, long since) {
    /** Checks for nulls. */
    public Evidence {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
    }
}
