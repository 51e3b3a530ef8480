package dev.tercet.internal.client;

import dev.tercet.connection.CallOptions;
import dev.tercet.internal.GuardedBy;
import dev.tercet.internal.call.Calls;
import dev.tercet.kv.Bytes;
import dev.tercet.kv.Delete;
import dev.tercet.kv.DeleteResult;
import dev.tercet.kv.KeyRange;
import dev.tercet.spi.KvRpcs;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The keys that this client holds, or tries to get, at the server's lock and election services; one of these per client.
 *
 * <p>An attempt that failed without a clear answer may have left its key at the server: a lock that nobody knows of, or a waiter that
 * will get it one day. The key is deleted then, but not while this client holds it or while another attempt for it is under way; the
 * last one to end sees to it. An attempt that begins while a key is being deleted waits for that, or its own key would go.
 *
 * <p>Threads: any. The monitor guards the map and its entries; calls are made and futures completed outside it.
 */
public final class Claims {
    /** So many are remembered as held: those whose lease was revoked instead of unlocking them would otherwise pile up. */
    private static final int REMEMBERED = 100_000;

    /** Long enough for a server to be back, and deleting twice is as good as once. */
    private static final CallOptions CLEANING = CallOptions.DEFAULT.retryingWrites();

    private final Map<Bytes, Claim> claims = new LinkedHashMap<>();

    /** How an attempt ended. */
    enum End {
        HELD,
        NOTHING_LEFT,
        IN_DOUBT
    }

    private static final class Claim {
        int attempts;
        boolean held;
        boolean inDoubt;

        @Nullable
        CompletableFuture<Void> cleaning;

        boolean isIdle() {
            return attempts == 0 && cleaning == null;
        }
    }

    /** Where the lock and election services put a key: {@code <name>/<lease in hexadecimal>}, as Go prints a signed number. */
    static Bytes key(Bytes name, long lease) {
        String hex = lease < 0 ? "-" + Long.toHexString(-lease) : Long.toHexString(lease);
        return name.plus(Bytes.of("/" + hex));
    }

    /** Begins an attempt; it may go on when the future is done. */
    CompletableFuture<Void> begin(Bytes key) {
        synchronized (claims) {
            Claim claim = claims.computeIfAbsent(key, k -> new Claim());
            claim.attempts++;
            return claim.cleaning == null ? CompletableFuture.completedFuture(null) : claim.cleaning;
        }
    }

    /** Ends an attempt, and cleans up after it if it must. */
    void end(Bytes key, End end, Calls calls) {
        CompletableFuture<Void> cleaned = null;
        synchronized (claims) {
            Claim claim = claims.get(key);
            if (claim == null) {
                return;
            }
            claim.attempts--;
            if (end == End.HELD) {
                claim.held = true;
            } else if (end == End.IN_DOUBT) {
                claim.inDoubt = true;
            }
            if (claim.attempts == 0) {
                if (claim.inDoubt && !claim.held) {
                    cleaned = new CompletableFuture<>();
                    claim.cleaning = cleaned;
                }
                claim.inDoubt = false;
            }
            tidy(key, claim);
        }
        if (cleaned != null) {
            clean(key, calls, cleaned);
        }
    }

    /** The key was given back. */
    void release(Bytes key) {
        synchronized (claims) {
            Claim claim = claims.get(key);
            if (claim != null) {
                claim.held = false;
                tidy(key, claim);
            }
        }
    }

    private void clean(Bytes key, Calls calls, CompletableFuture<Void> cleaned) {
        Calls.Result<DeleteResult> result = (reply, failure) -> {
            // A failure leaves it to the lease, which nobody can do more about than to let it end.
            synchronized (claims) {
                Claim claim = claims.get(key);
                if (claim != null) {
                    claim.cleaning = null;
                    tidy(key, claim);
                }
            }
            cleaned.complete(null);
        };
        calls.call(KvRpcs.DELETE_RANGE, Delete.of(KeyRange.of(key)), CLEANING, result);
    }

    @GuardedBy("claims")
    private void tidy(Bytes key, Claim claim) {
        if (claim.isIdle() && !claim.held) {
            claims.remove(key);
        } else if (claims.size() > REMEMBERED) {
            Iterator<Claim> eldest = claims.values().iterator();
            if (eldest.next().isIdle()) {
                eldest.remove();
            }
        }
    }
}
