package dev.tercet.embedded.internal.server;

import com.google.protobuf.Message;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Handler;
import dev.tercet.embedded.internal.rpc.Inlet;
import dev.tercet.embedded.internal.rpc.Method;
import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.rpc.Outcome;
import dev.tercet.embedded.internal.rpc.Outlet;
import dev.tercet.embedded.internal.rpc.StreamHandler;
import dev.tercet.embedded.internal.rpc.Waiting;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.embedded.internal.watch.WatchMessage;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Between the fronts and a server that may be replaced by another, or stopped. The fronts serve the same table all the while; what
 * waits when the server goes ends with UNAVAILABLE.
 *
 * <p>Threads: which server it is, is one volatile field. A call that began with a server that is gone notices after it has made itself
 * known, so that none is left behind.
 */
final class Switchboard {
    private final MethodTable methods = new MethodTable();
    private final StreamHandler<WatchRequest, WatchMessage> watches;
    private final Set<UnderWay> underWay = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Line line;

    /** What leads to one server; its rows are in the order of the table. */
    private record Line(Server server, List<Method<?, ?>> rows) {}

    /** Begins with this server; those that follow have the same rows. */
    Switchboard(Server first) {
        List<Method<?, ?>> rows = List.copyOf(first.methods().all());
        for (int i = 0; i < rows.size(); i++) {
            methods.add(lead(i, rows.get(i)));
        }
        watches = stream(its -> its.server().watching()::open);
        line = new Line(first, rows);
    }

    MethodTable methods() {
        return methods;
    }

    StreamHandler<WatchRequest, WatchMessage> watches() {
        return watches;
    }

    /** Leads to another server from now on, or to none. */
    void connect(@Nullable Server next) {
        line = next == null ? null : new Line(next, List.copyOf(next.methods().all()));
        underWay.forEach(UnderWay::stop);
    }

    int streams() {
        return (int) underWay.stream().filter(UnderWay::isStream).count();
    }

    int waitingCalls() {
        return (int) underWay.stream().filter(one -> !one.isStream()).count();
    }

    private Method<?, ?> lead(int row, Method<?, ?> method) {
        return method instanceof Method.Unary<?, ?> unary ? lead(row, unary) : lead(row, (Method.Stream<?, ?>) method);
    }

    @SuppressWarnings("unchecked") // The same row of another server's table is of the same types.
    private <Q extends Message, R extends Message> Method<Q, R> lead(int row, Method.Unary<Q, R> method) {
        Function<Line, Handler<Q, R>> handler =
                its -> ((Method.Unary<Q, R>) its.rows().get(row)).handler();
        return new Method.Unary<>(
                method.service(),
                method.name(),
                method.path(),
                method.request(),
                method.reply(),
                (request, caller, outcome) -> call(handler, request, caller, outcome));
    }

    @SuppressWarnings("unchecked") // As above.
    private <Q extends Message, R extends Message> Method<Q, R> lead(int row, Method.Stream<Q, R> method) {
        return new Method.Stream<>(
                method.service(),
                method.name(),
                method.path(),
                method.request(),
                method.reply(),
                method.oneRequest(),
                stream(its -> ((Method.Stream<Q, R>) its.rows().get(row)).handler()));
    }

    private <Q, R> Waiting call(Function<Line, Handler<Q, R>> handler, Q request, Caller caller, Outcome<R> outcome) {
        Line its = line;
        if (its == null) {
            outcome.refuse(EtcdErrors.SERVER_STOPPED);
            return Waiting.NONE;
        }
        PendingCall<R> call = new PendingCall<>(underWay, outcome);
        Waiting waiting = handler.apply(its).handle(request, caller, call);
        if (waiting == Waiting.NONE) {
            return Waiting.NONE;
        }
        call.await(waiting);
        if (line != its) {
            call.stop();
        }
        return call;
    }

    private <Q, R> StreamHandler<Q, R> stream(Function<Line, StreamHandler<Q, R>> handler) {
        return (caller, outlet) -> open(handler, caller, outlet);
    }

    private <Q, R> Inlet<Q> open(Function<Line, StreamHandler<Q, R>> handler, Caller caller, Outlet<R> outlet) {
        Line its = line;
        if (its == null) {
            throw EtcdErrors.SERVER_STOPPED;
        }
        OpenStream<Q, R> stream = new OpenStream<>(underWay, outlet);
        Inlet<Q> inlet = stream.open(handler.apply(its), caller);
        if (line != its) {
            stream.stop();
        }
        return inlet;
    }
}
