package dev.tercet.embedded.internal.server;

import com.google.protobuf.Message;
import dev.tercet.embedded.internal.rpc.Handler;
import dev.tercet.embedded.internal.rpc.Method;
import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.rpc.StreamHandler;
import dev.tercet.embedded.internal.rpc.Waiting;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.embedded.internal.watch.WatchMessage;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Between the fronts and a server that may be replaced by another, or stopped: the fronts serve the same table all the while.
 *
 * <p>Threads: which server it is, is one volatile field, and calls read nothing else.
 */
final class Switchboard {
    private final MethodTable methods = new MethodTable();
    private final StreamHandler<WatchRequest, WatchMessage> watches;
    private volatile @Nullable Line line;

    /** What leads to one server; its rows are in the order of the table. */
    private record Line(Server server, List<Method<?, ?>> rows) {
        static Line to(Server server) {
            return new Line(server, List.copyOf(server.methods().all()));
        }
    }

    /** Begins with this server; those that follow have the same rows. */
    Switchboard(Server first) {
        Line begin = Line.to(first);
        for (int i = 0; i < begin.rows.size(); i++) {
            methods.add(lead(i, begin.rows.get(i)));
        }
        watches = stream(its -> its.server.faults().watches());
        line = begin;
    }

    MethodTable methods() {
        return methods;
    }

    StreamHandler<WatchRequest, WatchMessage> watches() {
        return watches;
    }

    /** Leads to another server from now on, or to none. */
    void connect(@Nullable Server next) {
        line = next == null ? null : Line.to(next);
    }

    @SuppressWarnings("unchecked") // The same row of another server's table is of the same types.
    private <Q extends Message, R extends Message> Method<Q, R> lead(int row, Method<Q, R> method) {
        if (method instanceof Method.Unary<Q, R> unary) {
            return unary.servedBy(call(its -> ((Method.Unary<Q, R>) its.rows.get(row)).handler()));
        }
        Method.Stream<Q, R> stream = (Method.Stream<Q, R>) method;
        return stream.servedBy(stream(its -> ((Method.Stream<Q, R>) its.rows.get(row)).handler()));
    }

    private <Q, R> Handler<Q, R> call(Function<Line, Handler<Q, R>> handler) {
        return (request, caller, outcome) -> {
            Line its = line;
            if (its == null) {
                outcome.refuse(EtcdErrors.SERVER_STOPPED);
                return Waiting.NONE;
            }
            return handler.apply(its).handle(request, caller, outcome);
        };
    }

    private <Q, R> StreamHandler<Q, R> stream(Function<Line, StreamHandler<Q, R>> handler) {
        return (caller, outlet) -> {
            Line its = line;
            if (its == null) {
                throw EtcdErrors.SERVER_STOPPED;
            }
            return handler.apply(its).open(caller, outlet);
        };
    }
}
