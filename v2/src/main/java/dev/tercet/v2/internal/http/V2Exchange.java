package dev.tercet.v2.internal.http;

import dev.tercet.connection.Endpoint;
import dev.tercet.http.Gathered;
import dev.tercet.http.HttpAsk;
import dev.tercet.http.HttpCall;
import dev.tercet.http.HttpDoor;
import dev.tercet.http.HttpHead;
import dev.tercet.http.HttpTaker;
import dev.tercet.spi.Reply;
import dev.tercet.spi.StatusCode;
import dev.tercet.spi.WireCall;
import dev.tercet.spi.WireFailure;
import dev.tercet.spi.WireFailure.Reach;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call: a request, those that redirects make of it, and the answer to the last.
 *
 * <p>Threads: each request is sent when the answer to the one before it is whole; cancelled from anywhere. The answer's parts are touched
 * by the I/O thread only, and by whoever ends it after that.
 */
final class V2Exchange implements WireCall {
    private final V2Transport transport;
    /** Where it was sent first. */
    private final Endpoint endpoint;

    private final V2Ask ask;
    private final boolean waits;
    private final boolean writes;
    private final int maxBody;
    private final Reply<V2Answer> reply;
    /** The request under way; null before the first, and between two. */
    private volatile @Nullable Hop current;

    private volatile boolean cancelled;

    private V2Exchange(
            V2Transport transport,
            Endpoint endpoint,
            V2Ask ask,
            boolean waits,
            boolean writes,
            int maxBody,
            Reply<V2Answer> reply) {
        this.transport = transport;
        this.endpoint = endpoint;
        this.ask = ask;
        this.waits = waits;
        this.writes = writes;
        this.maxBody = maxBody;
        this.reply = reply;
    }

    static WireCall start(
            V2Transport transport,
            Endpoint endpoint,
            V2Ask ask,
            boolean waits,
            boolean writes,
            int maxBody,
            Reply<V2Answer> reply) {
        V2Exchange exchange = new V2Exchange(transport, endpoint, ask, waits, writes, maxBody, reply);
        exchange.go(Redirects.none(endpoint, ask.path()));
        return exchange;
    }

    private void go(Redirects to) {
        HttpDoor door = transport.door(to.endpoint());
        Hop hop = new Hop(to);
        current = hop;
        HttpCall call = door.send(new HttpAsk(ask.method(), to.path(), headers(to), ask.body(), waits), hop);
        hop.call = call;
        if (cancelled || hop.abandoned) {
            call.cancel();
        }
        call.request(Long.MAX_VALUE);
    }

    private Map<String, String> headers(Redirects to) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", "application/json");
        if (!ask.contentType().isEmpty()) {
            headers.put("Content-Type", ask.contentType());
        }
        String authorization = transport.dialect().authorization();
        if (authorization != null && to.withCredentials()) {
            headers.put("Authorization", authorization);
        }
        return headers;
    }

    @Override
    public void cancel() {
        cancelled = true;
        Hop hop = current;
        if (hop != null) {
            hop.giveUp();
        }
    }

    @Override
    public boolean hasLeft() {
        Hop hop = current;
        if (hop == null) {
            return false;
        }
        HttpCall call = hop.call;
        // While it is being handed over it may be sent already, and there is nothing yet to ask.
        return call == null || call.hasLeft();
    }

    private void fail(WireFailure failure) {
        if (failure.code() == StatusCode.UNAVAILABLE) {
            transport.dialect().onFailed();
        }
        reply.onFailure(failure);
    }

    /** Takes the answer to one of the requests. */
    private final class Hop implements HttpTaker {
        private final Redirects to;
        private HttpHead head = HttpHead.NONE;
        private Gathered body = new Gathered(0);
        private volatile @Nullable HttpCall call;
        private volatile boolean abandoned;
        private boolean full;
        private boolean registered;
        /** Who was expected to answer, if it is somebody else. */
        private Optional<String> expected = Optional.empty();

        Hop(Redirects to) {
            this.to = to;
        }

        @Override
        public void onHead(HttpHead came) {
            head = came;
            body = new Gathered(isGood() ? maxBody : Gathered.WORDS);
            if (Redirects.isOne(came)) {
                return;
            }
            expected = transport.dialect().clusterIds().check(came.header("X-Etcd-Cluster-ID"));
            if (expected.isEmpty() && isGood() && waits) {
                registered = true;
                ask.registered().on(V2Answer.index(came, "X-Etcd-Index"), endpoint);
            } else if (expected.isPresent() && waits) {
                // What it would tell in an hour, if anything, is another cluster's.
                giveUp();
            }
        }

        private boolean isGood() {
            return head.status() >= 200 && head.status() < 300;
        }

        void giveUp() {
            abandoned = true;
            HttpCall under = call;
            if (under != null) {
                under.cancel();
            }
        }

        @Override
        public void onBytes(List<ByteBuffer> bytes) {
            if (!full && !body.add(bytes)) {
                full = true;
                giveUp();
            }
        }

        @Override
        public void onEnd(@Nullable WireFailure failure) {
            if (expected.isPresent()) {
                boolean changed = writes && (isGood() || head.status() >= 500);
                String came = head.header("X-Etcd-Cluster-ID").orElse("");
                reply(new Fault.OtherCluster(expected.get(), came.strip(), changed));
            } else if (failure != null && !full) {
                failed(failure);
            } else if (Redirects.isOne(head)) {
                redirect();
            } else if (full && isGood()) {
                fail(there(WireFailure.replyTooLarge(
                        "the answer from " + to.path() + " exceeds maximum size " + body.size(), 0)));
            } else {
                judge();
            }
        }

        private void failed(WireFailure failure) {
            if (registered && failure.code() != StatusCode.CANCELLED && !cancelled && !transport.isClosed()) {
                transport.dialect().onFailed();
                reply(new Fault.Interrupted(failure));
            } else {
                fail(there(failure));
            }
        }

        private void redirect() {
            // What was sent has come to nothing, and the next is not sent yet.
            current = null;
            Redirects next;
            try {
                next = to.next(head, transport.dialect().isFollowing(), transport.dialect()::isOwn);
            } catch (Redirects.NotFollowed e) {
                fail(there(e.toFailure()));
                return;
            }
            if (cancelled) {
                fail(new WireFailure(StatusCode.CANCELLED, "cancelled", Reach.NEVER_LEFT, null));
            } else {
                go(next);
            }
        }

        /** The engine names the endpoint that it chose, which may not be the one that failed. */
        private WireFailure there(WireFailure failure) {
            return to.hops() == 0
                    ? failure
                    : new WireFailure(
                            failure.code(),
                            "redirected to " + to.endpoint() + ": " + failure.message(),
                            failure.reach(),
                            failure.cause());
        }

        private void judge() {
            Judge.Verdict verdict = Judge.of(to.path(), head, body.toBytes());
            if (verdict.failure().isPresent()) {
                fail(there(verdict.failure().get()));
            } else {
                reply(verdict.fault().orElse(null));
            }
        }

        private void reply(@Nullable Fault fault) {
            reply.onReply(
                    new V2Answer(to.endpoint().toString(), head, fault == null ? body.toBytes() : new byte[0], fault));
        }
    }
}
