package dev.tercet.v2.internal.client;

import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Write;

/** How a result that was read and changed is written back. */
final class WrittenBack {
    private WrittenBack() {}

    /**
     * The write.
     *
     * @throws IllegalArgumentException if the index that it must still have is missing
     */
    static V2Write of(EtcdResult result) {
        V2Write write = result.dir() ? V2Write.directory(result.key()) : value(result);
        V2Write existing = write.ifExists();
        return result.ttl().map(existing::withTtl).orElse(existing);
    }

    private static V2Write value(EtcdResult result) {
        if (result.modifiedIndex() < 1) {
            throw new IllegalArgumentException("result of \"" + result.key()
                    + "\" has no index, so that nobody could tell whether it was changed meanwhile; read it first");
        }
        return V2Write.value(result.key(), result.value().orElse("")).ifPrevIndex(result.modifiedIndex());
    }
}
