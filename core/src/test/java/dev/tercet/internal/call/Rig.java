package dev.tercet.internal.call;

import dev.tercet.connection.CallOptions;
import dev.tercet.connection.Credentials;
import dev.tercet.connection.Endpoint;
import dev.tercet.error.EtcdException;
import dev.tercet.internal.endpoint.Candidate;
import dev.tercet.internal.endpoint.Endpoints;
import dev.tercet.internal.schedule.FakeScheduler;
import dev.tercet.kv.Get;
import dev.tercet.kv.GetResult;
import dev.tercet.kv.Header;
import dev.tercet.kv.Put;
import dev.tercet.kv.PutResult;
import dev.tercet.spi.AuthRpcs.Authenticate;
import dev.tercet.spi.AuthRpcs.Authenticated;
import dev.tercet.spi.Rpc;
import dev.tercet.spi.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** An engine between a wire and a clock that the test holds; the endpoints are {@code http://e0:2379} and so on. */
final class Rig {
    static final Put PUT = Put.of("k", "v");
    static final Get GET = Get.of("k");
    static final PutResult WAS_PUT = new PutResult(new Header(1, 2, 3, 4), null);
    static final GetResult WAS_GOT = new GetResult(new Header(1, 2, 3, 4), List.of(), false, 0);

    final FakeScheduler time = new FakeScheduler();
    final List<FakeTransport> wires;
    final Engine engine;

    Rig(int endpoints) {
        this(endpoints, Credentials.NONE);
    }

    Rig(int endpoints, Credentials credentials) {
        wires = IntStream.range(0, endpoints).mapToObj(i -> new FakeTransport()).toList();
        List<Candidate> addresses = IntStream.range(0, endpoints)
                .mapToObj(i -> Candidate.of(new Endpoint("http", "e" + i, 2379)))
                .toList();
        engine = new Engine(
                new Endpoints(addresses, List.<Transport>copyOf(wires), time), time, credentials, CallOptions.DEFAULT);
    }

    /** What came of a call. */
    static final class Ended<R> implements Calls.Result<R> {
        private final List<Object> signals = new ArrayList<>();

        @Override
        public synchronized void done(@Nullable R reply, @Nullable EtcdException failure) {
            signals.add(reply == null ? failure == null ? "neither" : failure : reply);
        }

        synchronized boolean isDone() {
            return !signals.isEmpty();
        }

        synchronized int times() {
            return signals.size();
        }

        synchronized Object value() {
            return signals.get(0);
        }

        EtcdException failure() {
            return (EtcdException) value();
        }
    }

    static CallOptions within(Duration timeout) {
        return CallOptions.DEFAULT.withTimeout(timeout);
    }

    static CallOptions within(long seconds) {
        return within(Duration.ofSeconds(seconds));
    }

    <Q, R> Ended<R> call(Rpc<Q, R> rpc, Q request, CallOptions options) {
        Ended<R> ended = new Ended<>();
        engine.call(rpc, request, options, ended);
        return ended;
    }

    void seconds(double seconds) {
        time.advance((long) (seconds * 1e9));
    }

    FakeTransport wire() {
        return wires.get(0);
    }

    /** Everything sent for users, whichever endpoint it went to, in no order: no probes, no authentication. */
    List<FakeTransport.Call<?, ?>> sent() {
        return wires.stream()
                .flatMap(wire -> wire.calls.stream())
                .filter(call -> !(call.request instanceof Authenticate))
                .filter(call -> !(call.request instanceof Get get && get.isCountOnly()))
                .toList();
    }

    List<FakeTransport.Call<?, ?>> authentications() {
        return wires.stream()
                .flatMap(wire -> wire.calls.stream())
                .filter(call -> call.request instanceof Authenticate)
                .toList();
    }

    List<FakeTransport.Call<?, ?>> probes(int endpoint) {
        return wires.get(endpoint).calls.stream()
                .filter(call -> call.request instanceof Get get && get.isCountOnly())
                .toList();
    }

    long underWay() {
        return wires.stream().mapToLong(FakeTransport::underWay).sum();
    }

    static Authenticated token(String token) {
        return new Authenticated(Header.NONE, token);
    }

    /** As a client closes: the engine first, then the timer. */
    void close() {
        engine.close();
        time.close();
    }
}
