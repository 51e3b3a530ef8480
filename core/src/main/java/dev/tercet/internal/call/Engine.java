package dev.tercet.internal.call;

import dev.tercet.connection.CallOptions;
import dev.tercet.connection.Credentials;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.internal.endpoint.Endpoints;
import dev.tercet.internal.schedule.Scheduler;
import dev.tercet.internal.token.Tokens;
import dev.tercet.spi.AuthRpcs;
import dev.tercet.spi.CallContext;
import dev.tercet.spi.Rpc;
import dev.tercet.spi.StreamRpc;
import dev.tercet.spi.engine.InPlaceCallbacks;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine: what every call and stream of a client shares.
 *
 * <p>Closing is in an order: new calls are refused, those who asked are told, streams end, the transports fail what is under way,
 * and the caller of {@link #close()} then closes the timer, which runs every deadline still waiting, so that calls that were
 * between attempts end too.
 */
public final class Engine implements Calls, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    private final Endpoints endpoints;
    private final Scheduler scheduler;
    private final Tokens tokens;
    private final CallOptions defaults;
    private final Question<?, ?> question;
    private final boolean retries;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Set<StreamFlow<?, ?>> streams = ConcurrentHashMap.newKeySet();
    private final Set<Runnable> closeTasks = ConcurrentHashMap.newKeySet();

    /** An engine of the v3 API over these endpoints; the options are for what it calls by itself. */
    public Engine(Endpoints endpoints, Scheduler scheduler, Credentials credentials, CallOptions defaults) {
        this(endpoints, scheduler, credentials, defaults, Question.OF_V3, true);
    }

    /**
     * An engine over these endpoints.
     *
     * @param defaults for what it calls by itself
     * @param question what an endpoint that was set aside is asked
     * @param retries whether what failed may be tried again at all
     */
    public Engine(
            Endpoints endpoints,
            Scheduler scheduler,
            Credentials credentials,
            CallOptions defaults,
            Question<?, ?> question,
            boolean retries) {
        this.endpoints = endpoints;
        this.scheduler = scheduler;
        this.defaults = defaults;
        this.question = question;
        this.retries = retries;
        this.tokens = new Tokens(credentials, this::authenticate);
    }

    /** Where it goes. */
    public Endpoints book() {
        return endpoints;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    boolean retries() {
        return retries;
    }

    Tokens tokens() {
        return tokens;
    }

    public boolean isClosed() {
        return closed.get();
    }

    /** Uses other credentials from the next call on. */
    public void replaceCredentials(Credentials other) {
        tokens.replace(other);
    }

    @Override
    public <Q, R> R await(Rpc<Q, R> rpc, Q request, CallOptions options) {
        return await(rpc, request, options, -1);
    }

    @Override
    public <Q, R> Underway call(Rpc<Q, R> rpc, Q request, CallOptions options, Result<R> result) {
        return call(rpc, request, options, -1, result);
    }

    @Override
    public <Q, R> Stream stream(
            StreamRpc<Q, R> rpc, Q request, CallOptions options, boolean requireLeader, StreamResult<R> result) {
        return stream(rpc, request, options, requireLeader, -1, result);
    }

    private <Q, R> R await(Rpc<Q, R> rpc, Q request, CallOptions options, int pinned) {
        if (Thread.currentThread().isInterrupted() && !isClosed()) {
            // Nobody would wait for the reply, and what is not sent is not in doubt.
            throw Errors.of(
                    new Details(
                            ErrorCode.INTERRUPTED,
                            Outcome.NOT_APPLIED,
                            request + ": not sent, since the thread was already interrupted",
                            rpc.method(),
                            null,
                            null),
                    request);
        }
        InPlaceCallbacks.refuseToWait(request);
        ParkedResult<R> parked = new ParkedResult<>();
        CallFlow<Q, R> flow = new CallFlow<>(this, rpc, request, options, pinned, true, parked);
        flow.start();
        return parked.await(flow);
    }

    /** The same at an endpoint, or any for -1. */
    public <Q, R> Underway call(Rpc<Q, R> rpc, Q request, CallOptions options, int pinned, Result<R> result) {
        CallFlow<Q, R> flow = new CallFlow<>(this, rpc, request, options, pinned, true, result);
        flow.start();
        return flow;
    }

    private <Q, R> Stream stream(
            StreamRpc<Q, R> rpc,
            Q request,
            CallOptions options,
            boolean requireLeader,
            int pinned,
            StreamResult<R> result) {
        int shares = pinned >= 0 ? 1 : endpoints.count();
        long silence = rpc.answersAtOnce() ? Scheduler.nanos(options.timeout()) / shares : 0;
        StreamFlow<Q, R> flow = new StreamFlow<>(this, rpc, request, requireLeader, pinned, silence, result);
        flow.start();
        return flow;
    }

    @Override
    public Calls at(String endpoint) {
        int index = endpoints.indexOf(endpoint);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "endpoint \"" + endpoint + "\" is not one of this client's: " + endpoints.names());
        }
        return new Pinned(index);
    }

    @Override
    public List<String> endpoints() {
        return endpoints.names();
    }

    @Override
    public Cancellable onClose(Runnable task) {
        closeTasks.add(task);
        if (closed.get() && closeTasks.remove(task)) {
            task.run();
        }
        return () -> closeTasks.remove(task);
    }

    boolean register(StreamFlow<?, ?> stream) {
        streams.add(stream);
        return !closed.get() || !streams.remove(stream);
    }

    void unregister(StreamFlow<?, ?> stream) {
        streams.remove(stream);
    }

    void setAside(int index) {
        endpoints.setAside(index, this::probe);
    }

    private void probe(int index, Endpoints.Outcome outcome) {
        Tokens.Held held = tokens.heldOrNull();
        CallContext context = held == null ? CallContext.WITH_LEADER : held.withLeader();
        Probe.start(question, endpoints.transport(index), context, scheduler, outcome);
    }

    private void authenticate(Credentials.Password who, Tokens.Answer answer) {
        AuthRpcs.Authenticate request = new AuthRpcs.Authenticate(who.user(), who.password());
        Result<AuthRpcs.Authenticated> result = (reply, failure) -> {
            if (reply != null) {
                answer.done(reply.token(), null);
            } else if (failure != null && failure.code() == ErrorCode.AUTH_NOT_ENABLED) {
                answer.done(null, null);
            } else {
                answer.done(null, failure);
            }
        };
        new CallFlow<>(this, AuthRpcs.AUTHENTICATE, request, defaults, -1, false, result).start();
    }

    /** Refuses new calls, and ends those under way as far as transports know of them; the timer's close does the rest. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        for (Runnable task : List.copyOf(closeTasks)) {
            if (closeTasks.remove(task)) {
                try {
                    task.run();
                } catch (RuntimeException e) {
                    LOG.error("a task at close failed", e);
                }
            }
        }
        streams.forEach(StreamFlow::close);
        endpoints.close();
    }

    /** The same engine, at one endpoint. */
    private final class Pinned implements Calls {
        private final int index;

        Pinned(int index) {
            this.index = index;
        }

        @Override
        public <Q, R> R await(Rpc<Q, R> rpc, Q request, CallOptions options) {
            return Engine.this.await(rpc, request, options, index);
        }

        @Override
        public <Q, R> Underway call(Rpc<Q, R> rpc, Q request, CallOptions options, Result<R> result) {
            return Engine.this.call(rpc, request, options, index, result);
        }

        @Override
        public <Q, R> Stream stream(
                StreamRpc<Q, R> rpc, Q request, CallOptions options, boolean requireLeader, StreamResult<R> result) {
            return Engine.this.stream(rpc, request, options, requireLeader, index, result);
        }

        @Override
        public Calls at(String endpoint) {
            return Engine.this.at(endpoint);
        }

        @Override
        public List<String> endpoints() {
            return Engine.this.endpoints();
        }

        @Override
        public Cancellable onClose(Runnable task) {
            return Engine.this.onClose(task);
        }
    }
}
