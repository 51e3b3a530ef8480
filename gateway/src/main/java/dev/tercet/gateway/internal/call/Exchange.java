package dev.tercet.gateway.internal.call;

import dev.tercet.gateway.internal.dialect.Dialect;
import dev.tercet.gateway.internal.dialect.Dialects;
import dev.tercet.http.HttpAsk;
import dev.tercet.http.HttpCall;
import dev.tercet.http.HttpDoor;
import dev.tercet.http.HttpHead;
import dev.tercet.http.HttpTaker;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way: first to a dialect, then to the server; and how to give it up and how far it got at any moment.
 *
 * <p>Threads: begun by one, sent by that one or by the I/O thread, given up and asked from anywhere. Each of the two sides writes its
 * own mark before it reads the other's, so that a request that was given up is not sent, or is known to have been.
 */
public abstract class Exchange implements Dialects.Taker {
    protected static final WireFailure CANCELLED =
            new WireFailure(StatusCode.CANCELLED, "cancelled", Reach.NEVER_LEFT, null);

    protected final HttpDoor door;
    protected final Dialects dialects;
    private volatile boolean givenUp;
    private volatile boolean sending;
    private boolean fromMemory;
    private volatile Dialects.@Nullable Inquiry inquiry;
    private volatile @Nullable HttpCall under;

    protected Exchange(HttpDoor door, Dialects dialects) {
        this.door = door;
        this.dialects = dialects;
    }

    /** Sends it, once the dialect is known: {@link #onDialect} is to come to {@link #send}. */
    public final void begin() {
        var known = dialects.known();
        if (known != null) {
            fromMemory = true;
            onDialect(known);
            return;
        }
        Dialects.Inquiry asked = dialects.obtain(this);
        inquiry = asked;
        if (givenUp) {
            asked.cancel();
        }
    }

    /** Sends it. False if it was given up before: then nothing else happens. */
    protected final boolean send(HttpAsk ask, HttpTaker taker) {
        sending = true;
        if (givenUp) {
            sending = false;
            return false;
        }
        HttpCall call = door.send(ask, taker);
        under = call;
        if (givenUp) {
            call.cancel();
        }
        return true;
    }

    /**
     * What an answer means that is no reply. A dialect that is remembered may be that of a server that is gone: what the one in its
     * place does not find may be asked again, in the words that this one wants, which then is the verdict.
     */
    protected final WireFailure refused(Dialect spoken, String path, HttpHead head, byte[] body) {
        WireFailure failure = GatewayErrors.refused(spoken, path, head, body);
        return fromMemory && head.status() == 404 && failure.reach() == Reach.MISCONFIGURED
                ? new WireFailure(failure.code(), failure.message(), Reach.REFUSED, failure.cause())
                : failure;
    }

    /** Allows so many more runs of the answer. */
    protected final void request(long runs) {
        HttpCall call = under;
        if (call != null) {
            call.request(runs);
        }
    }

    /** Gives it up. The end still comes, unless it is over. */
    public final void cancel() {
        givenUp = true;
        HttpCall call = under;
        if (call != null) {
            call.cancel();
            return;
        }
        Dialects.Inquiry asked = inquiry;
        if (asked != null) {
            asked.cancel();
        }
    }

    /** Whether any of it may have reached the server. */
    public final boolean hasLeft() {
        HttpCall call = under;
        return call == null ? sending : call.hasLeft();
    }
}
