package dev.tercet.v2.internal.lock;

import dev.tercet.connection.CallOptions;
import dev.tercet.error.EtcdException;
import dev.tercet.v2.error.V2KeyNotFoundException;
import dev.tercet.v2.internal.backend.Backend;
import dev.tercet.v2.internal.backend.EventSink;
import dev.tercet.v2.internal.backend.EventSource;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Delete;
import dev.tercet.v2.key.V2Read;
import dev.tercet.v2.key.V2Write;
import dev.tercet.v2.watch.V2Watch;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One queue: a directory of keys in order.
 *
 * @param path its directory
 * @param what it is, for messages, such as {@code lock "jobs" at "/_locks/jobs"}
 * @param options of each call
 */
record Queue(Backend backend, String path, String what, CallOptions options) {
    /** Puts an entry at its end. */
    CompletableFuture<EtcdResult> enter(String text, Duration ttl) {
        return backend.write(V2Write.inOrder(path, text).withTtl(ttl), options);
    }

    /** Reads it; agreed upon, since what a member that lags knows may lack the entry that was just put. */
    CompletableFuture<EtcdResult> look() {
        return backend.read(V2Read.of(path).sorted().quorum(), options);
    }

    /**
     * What a reading showed: an empty queue where there is no directory yet.
     *
     * @throws EtcdException if it failed otherwise
     */
    Seen seen(@Nullable EtcdResult read, @Nullable Throwable failure) {
        if (read != null) {
            return Seen.of(read);
        }
        EtcdException why = Failures.of(what, Objects.requireNonNull(failure, "failure"));
        if (why instanceof V2KeyNotFoundException none) {
            return new Seen(List.of(), none.payload().index());
        }
        throw why;
    }

    /** Reads one entry. */
    CompletableFuture<EtcdResult> read(String key) {
        return backend.read(V2Read.of(key).quorum(), options);
    }

    /** Gives an entry so long from now, without waking those who watch it, or no end; as good twice as once. */
    CompletableFuture<EtcdResult> renew(Entry entry, Duration ttl, CallOptions within) {
        V2Write write = ttl.isZero()
                ? V2Write.value(entry.key(), entry.text()).withoutTtl().ifExists()
                : V2Write.refresh(entry.key(), ttl);
        return backend.write(write, within.retryingWrites());
    }

    /** Takes an entry out; that it is gone already is what a second try is told, too. */
    CompletableFuture<EtcdResult> delete(String key) {
        return backend.delete(V2Delete.of(key), options.retryingWrites());
    }

    /** Watches an entry from an index on. */
    EventSource watch(String key, long from, EventSink sink) {
        return backend.watch(V2Watch.of(key).fromIndex(from), false, sink);
    }
}
