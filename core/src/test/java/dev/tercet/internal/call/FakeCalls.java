package dev.tercet.internal.call;

import dev.tercet.connection.CallOptions;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.spi.Rpc;
import dev.tercet.spi.StreamRpc;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An engine that keeps what it is asked until the test answers. */
public final class FakeCalls implements Calls {
    private final List<Asked<?, ?>> asked = new CopyOnWriteArrayList<>();
    private final List<Opened<?, ?>> opened = new CopyOnWriteArrayList<>();
    private final List<Runnable> atClose = new CopyOnWriteArrayList<>();
    private final List<String> endpoints;

    private boolean throwing;

    public FakeCalls(String... endpoints) {
        this.endpoints = List.of(endpoints);
    }

    /** From now on a call that is waited for throws {@link Sent} instead. */
    public FakeCalls throwingWhatIsAwaited() {
        throwing = true;
        return this;
    }

    /** A call under way. */
    public static final class Asked<Q, R> implements Underway {
        public final Rpc<Q, R> rpc;
        public final Q request;
        public final CallOptions options;
        public final String endpoint;
        private final Result<R> result;
        private volatile boolean cancelled;
        private volatile Outcome outcome = Outcome.UNKNOWN;

        Asked(Rpc<Q, R> rpc, Q request, CallOptions options, String endpoint, Result<R> result) {
            this.rpc = rpc;
            this.request = request;
            this.options = options;
            this.endpoint = endpoint;
            this.result = result;
        }

        /** Answers; the test knows the type. */
        @SuppressWarnings("unchecked")
        public void reply(Object reply) {
            if (!cancelled) {
                result.done((R) reply, null);
            }
        }

        public void fail(EtcdException failure) {
            if (!cancelled) {
                result.done(null, failure);
            }
        }

        /** Fails as the engine does for this code. */
        public void fail(ErrorCode code, Outcome outcome) {
            fail(failure(code, outcome));
        }

        public boolean isCancelled() {
            return cancelled;
        }

        /** What becomes of the data if it is given up. */
        public Asked<Q, R> with(Outcome ifGivenUp) {
            outcome = ifGivenUp;
            return this;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public Outcome giveUp() {
            cancelled = true;
            return outcome;
        }

        @Override
        public String method() {
            return rpc.method();
        }
    }

    /** What was asked, thrown in place of an answer. */
    public static final class Sent extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Asked<?, ?> asked;

        Sent(Asked<?, ?> asked) {
            super(asked.request.toString(), null, false, false);
            this.asked = asked;
        }

        public Asked<?, ?> asked() {
            return asked;
        }
    }

    /** A stream under way. */
    public static final class Opened<Q, R> implements Stream {
        public final StreamRpc<Q, R> rpc;
        public final Q request;
        public final boolean requireLeader;
        public final String endpoint;
        private final StreamResult<R> result;
        private final AtomicInteger requested = new AtomicInteger(1);
        private volatile boolean cancelled;

        Opened(StreamRpc<Q, R> rpc, Q request, boolean requireLeader, String endpoint, StreamResult<R> result) {
            this.rpc = rpc;
            this.request = request;
            this.requireLeader = requireLeader;
            this.endpoint = endpoint;
            this.result = result;
        }

        /** Sends a message; the test knows the type. */
        @SuppressWarnings("unchecked")
        public void message(Object message) {
            requested.decrementAndGet();
            result.onMessage((R) message);
        }

        public void end(@Nullable EtcdException failure) {
            result.onEnd(failure);
        }

        /** How many messages may still be sent. */
        public int requested() {
            return requested.get();
        }

        public boolean isCancelled() {
            return cancelled;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public void request(int messages) {
            requested.addAndGet(messages);
        }

        @Override
        public void requestProgress() {}

        @Override
        public boolean rejectToken() {
            return false;
        }

        @Override
        public String endpoint() {
            return endpoint;
        }
    }

    /** The exception that the engine makes for this code. */
    public static EtcdException failure(ErrorCode code, Outcome outcome) {
        return Errors.of(Details.of(code, outcome, "the test says " + code), null);
    }

    /** All calls so far. */
    public List<Asked<?, ?>> asked() {
        return asked;
    }

    public Asked<?, ?> lastAsked() {
        return asked.get(asked.size() - 1);
    }

    /** All streams so far. */
    public List<Opened<?, ?>> opened() {
        return opened;
    }

    public Opened<?, ?> lastOpened() {
        return opened.get(opened.size() - 1);
    }

    /** How many wait for the client's close. */
    public int waitingForClose() {
        return atClose.size();
    }

    /** Tells those who asked that the client closes. */
    public void close() {
        new ArrayList<>(atClose).forEach(Runnable::run);
    }

    @Override
    public <Q, R> R await(Rpc<Q, R> rpc, Q request, CallOptions options) {
        return awaited(rpc, request, options, "");
    }

    @Override
    public <Q, R> Underway call(Rpc<Q, R> rpc, Q request, CallOptions options, Result<R> result) {
        return ask(rpc, request, options, "", result);
    }

    @Override
    public <Q, R> Stream stream(
            StreamRpc<Q, R> rpc, Q request, CallOptions options, boolean requireLeader, StreamResult<R> result) {
        return open(rpc, request, requireLeader, "", result);
    }

    private <Q, R> Underway ask(Rpc<Q, R> rpc, Q request, CallOptions options, String endpoint, Result<R> result) {
        Asked<Q, R> one = new Asked<>(rpc, request, options, endpoint, result);
        asked.add(one);
        return one;
    }

    private <Q, R> CompletableFuture<R> future(Rpc<Q, R> rpc, Q request, CallOptions options, String endpoint) {
        CompletableFuture<R> future = new CompletableFuture<>();
        ask(rpc, request, options, endpoint, (reply, failure) -> {
            if (failure != null) {
                future.completeExceptionally(failure);
            } else {
                future.complete(reply);
            }
        });
        return future;
    }

    private <Q, R> R awaited(Rpc<Q, R> rpc, Q request, CallOptions options, String endpoint) {
        CompletableFuture<R> future = future(rpc, request, options, endpoint);
        if (throwing) {
            throw new Sent(lastAsked());
        }
        return future.join();
    }

    private <Q, R> Stream open(
            StreamRpc<Q, R> rpc, Q request, boolean requireLeader, String endpoint, StreamResult<R> result) {
        Opened<Q, R> one = new Opened<>(rpc, request, requireLeader, endpoint, result);
        opened.add(one);
        return one;
    }

    @Override
    public Calls at(String endpoint) {
        if (!endpoints.contains(endpoint)) {
            throw new IllegalArgumentException("endpoint \"" + endpoint + "\" is not one of " + endpoints);
        }
        return new Pinned(endpoint);
    }

    @Override
    public List<String> endpoints() {
        return endpoints;
    }

    @Override
    public Cancellable onClose(Runnable task) {
        atClose.add(task);
        return () -> atClose.remove(task);
    }

    private final class Pinned implements Calls {
        private final String endpoint;

        Pinned(String endpoint) {
            this.endpoint = endpoint;
        }

        @Override
        public <Q, R> R await(Rpc<Q, R> rpc, Q request, CallOptions options) {
            return awaited(rpc, request, options, endpoint);
        }

        @Override
        public <Q, R> Underway call(Rpc<Q, R> rpc, Q request, CallOptions options, Result<R> result) {
            return ask(rpc, request, options, endpoint, result);
        }

        @Override
        public <Q, R> Stream stream(
                StreamRpc<Q, R> rpc, Q request, CallOptions options, boolean requireLeader, StreamResult<R> result) {
            return open(rpc, request, requireLeader, endpoint, result);
        }

        @Override
        public Calls at(String other) {
            return FakeCalls.this.at(other);
        }

        @Override
        public List<String> endpoints() {
            return endpoints;
        }

        @Override
        public Cancellable onClose(Runnable task) {
            return FakeCalls.this.onClose(task);
        }
    }
}
