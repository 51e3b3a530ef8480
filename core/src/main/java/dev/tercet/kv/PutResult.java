package dev.tercet.kv;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a put answers.
 *
 * @param header its revision is the put's
 * @param previousOrNull what the key was before, if asked for ({@link Put#returningPrevious()}) and there was one
 * @since 0.1
 */
public record PutResult(Header header, @Nullable KeyValue previousOrNull) implements OpResult {
    /** What the key was before; empty when it was not asked for or there was none. */
    public Optional<KeyValue> previous() {
        return Optional.ofNullable(previousOrNull);
    }

    /** The revision of this put. */
    public long revision() {
        return header.revision();
    }
}
