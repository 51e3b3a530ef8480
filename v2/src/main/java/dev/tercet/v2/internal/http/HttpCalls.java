package dev.tercet.v2.internal.http;

import dev.tercet.connection.CallOptions;
import dev.tercet.connection.Endpoint;
import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.Outcome;
import dev.tercet.error.ProtocolException;
import dev.tercet.spi.Rpc;
import dev.tercet.spi.engine.CallEngine;
import dev.tercet.v2.internal.backend.EventCalls;
import dev.tercet.v2.internal.error.V2Errors;
import dev.tercet.v2.internal.json.UnreadableException;
import dev.tercet.v2.internal.settings.V2Settings;
import dev.tercet.v2.key.EtcdResult;
import dev.tercet.v2.key.V2Read;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Calls over v2 HTTP, by the engine's rules, that fail with v2's exceptions. Their futures are as those of a backend. */
public final class HttpCalls implements EventCalls {
    private final CallEngine engine;
    private final V2Dialect dialect;
    private final MemberSync sync;

    /**
     * Over an engine.
     *
     * @param engine made of this dialect
     */
    public HttpCalls(CallEngine engine, V2Dialect dialect, V2Settings settings) {
        this.engine = engine;
        this.dialect = dialect;
        this.sync = settings.memberSync() && settings.reconnecting() ? new MemberSync(this) : MemberSync.none(this);
    }

    public CallEngine engine() {
        return engine;
    }

    V2Dialect dialect() {
        return dialect;
    }

    V2Asks asks() {
        return dialect.asks();
    }

    /**
     * Makes a call.
     *
     * @param reading makes the result of a good answer, on the I/O thread; {@link UnreadableException} becomes that the answer makes no
     *     sense
     */
    public <T> CompletableFuture<T> call(
            Rpc<V2Ask, V2Answer> rpc, V2Ask ask, CallOptions options, Function<V2Answer, T> reading) {
        return call(null, rpc, ask, options, reading);
    }

    private <T> CompletableFuture<T> call(
            @Nullable Endpoint at,
            Rpc<V2Ask, V2Answer> rpc,
            V2Ask ask,
            CallOptions options,
            Function<V2Answer, T> reading) {
        Function<V2Answer, T> judging = answer -> {
            Fault fault = answer.fault();
            if (fault != null) {
                throw fault.toException(rpc.method(), ask.words(), answer.where());
            }
            sync.onAnswer();
            return read(rpc, ask, answer, reading);
        };
        CompletableFuture<T> call =
                at == null ? engine.call(rpc, ask, options, judging) : engine.callAt(at, rpc, ask, options, judging);
        return Derived.failing(engine.callbacks(), call, HttpCalls::inWordsOfServer);
    }

    private static <T> T read(Rpc<V2Ask, V2Answer> rpc, V2Ask ask, V2Answer answer, Function<V2Answer, T> reading) {
        try {
            return reading.apply(answer);
        } catch (UnreadableException e) {
            boolean reads = rpc.kind() == Rpc.Kind.READ;
            String message = ask.words() + " at " + answer.where() + ": the answer is no reply of etcd's: "
                    + e.getMessage() + "; it was " + new Page(answer.head(), answer.body()).words()
                    + (reads ? "" : "; it may or may not have been applied");
            throw new ProtocolException(new Details(
                    ErrorCode.PROTOCOL,
                    reads ? Outcome.NOT_APPLIED : Outcome.UNKNOWN,
                    message,
                    rpc.method(),
                    answer.where(),
                    e));
        }
    }

    /** What the server said last, if it was that on which the engine gave up in the end. */
    private static EtcdException inWordsOfServer(EtcdException failure) {
        return failure.getCause() instanceof Refusal refusal ? V2Errors.of(failure, refusal.payload()) : failure;
    }

    @Override
    public CompletableFuture<EtcdResult> read(V2Read read, CallOptions options) {
        return call(V2Rpcs.READ, asks().read(read), options, answer -> Results.of(answer, read.key(), false));
    }

    @Override
    public CompletableFuture<Optional<EtcdResult>> awaitEvent(
            String key,
            boolean recursive,
            long waitIndex,
            @Nullable Endpoint at,
            Registered registered,
            CallOptions options) {
        V2Ask ask = asks().await(key, recursive, waitIndex).registering(registered);
        return call(
                at,
                V2Rpcs.WATCH,
                ask,
                options,
                answer -> answer.isBlank() ? Optional.empty() : Optional.of(Results.ofEvent(answer, key)));
    }

    /** Where the members expect clients; of servers that do not tell, what they say of their members. */
    public CompletableFuture<List<String>> machines(CallOptions options) {
        return Machines.ask(this, options);
    }
}
