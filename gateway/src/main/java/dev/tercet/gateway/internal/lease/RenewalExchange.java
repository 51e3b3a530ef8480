package dev.tercet.gateway.internal.lease;

import dev.tercet.gateway.internal.call.Calls;
import dev.tercet.gateway.internal.call.Exchange;
import dev.tercet.gateway.internal.call.GatewayErrors;
import dev.tercet.gateway.internal.dialect.Dialect;
import dev.tercet.gateway.internal.json.Codecs;
import dev.tercet.gateway.internal.json.Enveloped;
import dev.tercet.gateway.internal.json.JsonBodies;
import dev.tercet.gateway.internal.json.JsonFrames;
import dev.tercet.gateway.internal.json.JsonReader;
import dev.tercet.gateway.internal.json.UnreadableException;
import dev.tercet.http.Gathered;
import dev.tercet.http.HttpAsk;
import dev.tercet.http.HttpHead;
import dev.tercet.http.HttpTaker;
import dev.tercet.lease.LeaseRenewal;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.LeaseRpcs;
import dev.tercet.spi.WireFailure;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One request with renewals, and its answers.
 *
 * <p>Threads: the answer's parts are touched by the I/O thread only.
 */
final class RenewalExchange extends Exchange implements HttpTaker {
    private static final JsonReader<Enveloped<LeaseRenewal>> ANSWERS = Codecs.enveloped(Codecs.of(LeaseRpcs.RENEW));

    /** Answers are short. */
    private static final int MOST = 64 * 1024;

    private final List<LeaseRpcs.Renew> renewals;
    private final CallContext context;
    private final Taker taker;
    private final Gathered other = new Gathered(Gathered.WORDS);
    private final JsonFrames frames = new JsonFrames(MOST, this::onFrame);
    private HttpHead head = HttpHead.NONE;
    private @Nullable Dialect dialect;
    private @Nullable WireFailure said;

    /** Takes what comes of it. */
    interface Taker {
        /** An answer. */
        void onRenewal(LeaseRenewal renewal);

        /** The end, once and last; null if it was in order. */
        void onEnd(@Nullable WireFailure failure);
    }

    RenewalExchange(Calls calls, List<LeaseRpcs.Renew> renewals, CallContext context, Taker taker) {
        super(calls.door(), calls.dialects());
        this.renewals = renewals;
        this.context = context;
        this.taker = taker;
    }

    @Override
    public void onDialect(Dialect spoken) {
        dialect = spoken;
        byte[] json = JsonBodies.writeAll(Codecs.of(LeaseRpcs.RENEW), renewals);
        // Waits for nobody's turn: there are few of them, and leases end for those that come late.
        HttpAsk ask = new HttpAsk("POST", spoken.path(LeaseRpcs.RENEW), spoken.headers(context), json, true);
        if (send(ask, this)) {
            request(Long.MAX_VALUE);
        } else {
            taker.onEnd(CANCELLED);
        }
    }

    @Override
    public void onNoDialect(WireFailure failure) {
        taker.onEnd(failure);
    }

    @Override
    public void onHead(HttpHead came) {
        head = came;
    }

    @Override
    public void onBytes(List<ByteBuffer> bytes) {
        if (!head.isReply()) {
            if (!other.add(bytes) && said == null) {
                stop(refused());
            }
        } else if (said == null) {
            try {
                frames.push(bytes);
            } catch (UnreadableException e) {
                stop(GatewayErrors.unreadable(path(), e));
            }
        }
    }

    private void onFrame(byte[] frame) {
        Enveloped<LeaseRenewal> answer = said == null ? JsonBodies.read(ANSWERS, frame) : new Enveloped<>(null, null);
        if (answer.error() != null) {
            stop(GatewayErrors.inStream(path(), answer.error()));
        } else if (answer.result() != null) {
            taker.onRenewal(answer.result());
        }
    }

    /** Nothing after this counts. */
    private void stop(WireFailure failure) {
        said = failure;
        cancel();
    }

    @Override
    public void onEnd(@Nullable WireFailure failure) {
        WireFailure why = said != null ? said : failure;
        if (why == null && !head.isReply()) {
            why = refused();
        }
        if (why != null) {
            dialects.onFailure(why);
        }
        taker.onEnd(why);
    }

    private WireFailure refused() {
        return refused(Objects.requireNonNull(dialect), path(), head, other.toBytes());
    }

    private String path() {
        return Objects.requireNonNull(dialect).path(LeaseRpcs.RENEW);
    }
}
