package dev.tercet.gateway.internal.dialect;

import dev.tercet.http.HttpDoor;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.TransportSettings;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds an endpoint's dialect at the first call, once for all that are waiting, and keeps it.
 *
 * <p>Threads: any. {@code known} is read by every call without a lock; who is waiting for what is guarded by this object. Nobody is
 * told anything and nothing is sent under the lock.
 */
public final class Dialects {
    private static final Inquiry OVER = () -> {};
    private static final WireFailure CANCELLED =
            new WireFailure(StatusCode.CANCELLED, "cancelled", Reach.NEVER_LEFT, null);

    private final HttpDoor door;
    private final TransportSettings settings;
    private volatile @Nullable Dialect known;

    /** The search that is under way, and who waits for it. */
    private @Nullable Search search;

    private Set<Waiter> waiting = new LinkedHashSet<>();

    /** With nothing asked yet. */
    public Dialects(HttpDoor door, TransportSettings settings) {
        this.door = door;
        this.settings = settings;
    }

    /** Takes the dialect or why there is none, once, possibly on the I/O thread: short, and without waiting. */
    public interface Taker {
        /** This is how it is. */
        void onDialect(Dialect dialect);

        /** It could not be found out. Nothing of what was to be sent has left. */
        void onNoDialect(WireFailure failure);
    }

    /** Somebody waiting for a dialect. */
    public interface Inquiry {
        /** Does not want to know any more. The failure still comes, unless the dialect was faster. */
        void cancel();
    }

    /** The dialect, or null if it is still to be found. */
    public @Nullable Dialect known() {
        return known;
    }

    /** Gives the dialect, possibly before this returns. */
    public Inquiry obtain(Taker taker) {
        Dialect found;
        Waiter waiter = new Waiter(taker);
        Search begun = null;
        synchronized (this) {
            found = known;
            if (found == null) {
                waiting.add(waiter);
                if (search == null) {
                    begun = new Search(door, settings, this::onEnd);
                    search = begun;
                }
            }
        }
        if (found != null) {
            taker.onDialect(found);
            return OVER;
        }
        if (begun != null) {
            begun.begin();
        }
        return waiter;
    }

    /** A connection was lost or could not be made: what listens there next may be another version. */
    public void forget() {
        known = null;
    }

    /** Forgets it if a request failed in a way that may mean that something else listens there now. */
    public void onFailure(WireFailure failure) {
        if (failure.reach() != Reach.ANSWERED && failure.code() != StatusCode.CANCELLED) {
            forget();
        }
    }

    /** A fault on this side, which another attempt would meet again. */
    static WireFailure broken(Throwable thrown) {
        return new WireFailure(
                StatusCode.INTERNAL, "the call could not be prepared: " + thrown, Reach.MISCONFIGURED, thrown);
    }

    private void onEnd(Search ended, DialectMachine.Effect verdict) {
        Set<Waiter> told;
        synchronized (this) {
            if (search != ended) {
                return;
            }
            search = null;
            told = waiting;
            waiting = new LinkedHashSet<>();
            if (verdict instanceof DialectMachine.Found found) {
                known = found.dialect();
            }
        }
        for (Waiter waiter : told) {
            waiter.tell(verdict);
        }
    }

    private void leave(Waiter waiter) {
        Search unwanted = null;
        synchronized (this) {
            if (!waiting.remove(waiter)) {
                return;
            }
            if (waiting.isEmpty()) {
                unwanted = search;
                search = null;
            }
        }
        if (unwanted != null) {
            unwanted.cancel();
        }
        waiter.taker.onNoDialect(CANCELLED);
    }

    private final class Waiter implements Inquiry {
        private final Taker taker;

        Waiter(Taker taker) {
            this.taker = taker;
        }

        void tell(DialectMachine.Effect verdict) {
            if (verdict instanceof DialectMachine.Found found) {
                try {
                    taker.onDialect(found.dialect());
                } catch (RuntimeException | Error e) {
                    // There is nobody above to hear of it, and others wait for their turn.
                    taker.onNoDialect(broken(e));
                }
            } else if (verdict instanceof DialectMachine.Failed failed) {
                taker.onNoDialect(failed.failure());
            }
        }

        @Override
        public void cancel() {
            leave(this);
        }
    }
}
