package dev.tercet.gateway.internal.dialect;

import dev.tercet.gateway.internal.http.HttpDoor;
import dev.tercet.spi.TransportSettings;
import dev.tercet.spi.WireFailure;
import org.jspecify.annotations.Nullable;

/** Finds an endpoint's dialect at the first call, once for all that are waiting, and keeps it. */
public final class Dialects {
    private volatile @Nullable Dialect known;

    public Dialects(HttpDoor door, TransportSettings settings) {}

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
        throw new UnsupportedOperationException("not built yet");
    }

    /** A connection was lost or could not be made: what listens there next may be another version. */
    public void forget() {
        known = null;
    }
}
