package dev.tercet.embedded.internal.fault;

import com.google.protobuf.Message;
import dev.tercet.embedded.fault.Fault;
import dev.tercet.embedded.fault.Faults;
import dev.tercet.embedded.fault.LiveFault;
import dev.tercet.embedded.internal.auth.Guard;
import dev.tercet.embedded.internal.lease.Lessor;
import dev.tercet.embedded.internal.mvcc.Store;
import dev.tercet.embedded.internal.rpc.Caller;
import dev.tercet.embedded.internal.rpc.Method;
import dev.tercet.embedded.internal.rpc.MethodTable;
import dev.tercet.embedded.internal.rpc.StreamHandler;
import dev.tercet.embedded.internal.state.Apply;
import dev.tercet.embedded.internal.state.RaftTerm;
import dev.tercet.embedded.internal.status.EtcdError;
import dev.tercet.embedded.internal.status.EtcdErrors;
import dev.tercet.embedded.internal.time.Time;
import dev.tercet.embedded.internal.watch.WatchMessage;
import dev.tercet.embedded.internal.watch.Watching;
import dev.tercet.proto.etcdserverpb.WatchRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server's faults, which stand between its fronts and its services.
 *
 * <p>Threads: while there is no fault, a call reads {@link #isCalm}, two volatile fields; a stream, and a call that may wait, also says
 * that it is there, in {@link Connections}. Faults are added and removed under this object's monitor, under which nothing else runs; a
 * leader is lost and elected within steps, so that the leases and all that tells of a leader agree.
 */
public final class FaultSet implements Faults {
    private static final Logger LOG = LoggerFactory.getLogger(FaultSet.class);

    private final Apply apply;
    private final Store store;
    private final RaftTerm term;
    private final Time time;
    private final Time realTime;
    private final Guard guard;
    private final Lessor lessor;
    private final Watching watching;
    private final MethodTable methods = new MethodTable();
    private final StreamHandler<WatchRequest, WatchMessage> watches;
    private final RpcNames names;
    private final Connections connections = new Connections();
    private final Leadership leadership;
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final AtomicBoolean toldBroken = new AtomicBoolean();
    private volatile boolean calm = true;

    /** None yet, around what these methods do. */
    public FaultSet(
            MethodTable inner,
            Apply apply,
            Store store,
            RaftTerm term,
            Time time,
            Time realTime,
            Guard guard,
            Lessor lessor,
            Watching watching) {
        this.apply = apply;
        this.store = store;
        this.term = term;
        this.time = time;
        this.realTime = realTime;
        this.guard = guard;
        this.lessor = lessor;
        this.watching = watching;
        names = new RpcNames(inner);
        leadership = new Leadership(time, term);
        watches = new FaultyStream<>(this, TrackedStream.WATCH, watching::open);
        inner.all().forEach(method -> methods.add(around(method)));
    }

    /** What the server can do, with its faults: for fronts. */
    public MethodTable methods() {
        return methods;
    }

    /** What takes streams of watches from who is in the same process; in the table they are messages of the wire. */
    public StreamHandler<WatchRequest, WatchMessage> watches() {
        return watches;
    }

    private <Q extends Message, R extends Message> Method<Q, R> around(Method<Q, R> method) {
        if (method instanceof Method.Unary<Q, R> unary) {
            return unary.servedBy(new FaultyCall<>(this, unary.fullName(), unary.handler()));
        }
        Method.Stream<Q, R> stream = (Method.Stream<Q, R>) method;
        return stream.servedBy(new FaultyStream<>(this, stream.fullName(), stream.handler()));
    }

    @Override
    public LiveFault add(Fault fault) {
        Rule rule = new Rule(fault, names.of(fault), time, realTime, this::remove);
        synchronized (this) {
            rules.add(rule);
            settle();
        }
        return rule;
    }

    private synchronized void remove(Rule rule) {
        rules.remove(rule);
        settle();
    }

    private synchronized void settle() {
        calm = rules.isEmpty() && term.hasLeader();
    }

    @Override
    public void clear() {
        rules.forEach(Rule::close);
        electLeader();
        releaseWatches();
        fragmentWatchesAsEtcd();
    }

    @Override
    public void loseLeader() {
        apply.step(() -> {
            if (term.hasLeader()) {
                term.lose();
                settle();
                lessor.demote();
                apply.afterwards(connections::endThoseThatNeedALeader);
            }
        });
    }

    @Override
    public void electLeader() {
        apply.step(() -> {
            if (!term.hasLeader()) {
                term.elect();
                lessor.promote();
                settle();
                apply.afterwards(leadership::resume);
            }
        });
    }

    @Override
    public void expireTokens() {
        apply.step(guard::expireTokens);
    }

    @Override
    public void holdWatches() {
        watching.hold();
    }

    @Override
    public void releaseWatches() {
        watching.release();
    }

    @Override
    public void compactUnderWatches() {
        apply.step(() -> {
            if (store.compactRevision() < store.revision()) {
                store.compact(store.revision());
            }
        });
        watching.release();
    }

    @Override
    public void fragmentWatchesAbove(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("fragmentWatchesAbove is less than 1: " + bytes);
        }
        watching.fragmentAbove(bytes);
    }

    @Override
    public void fragmentWatchesAsEtcd() {
        watching.fragmentAsEtcd();
    }

    @Override
    public void breakConnections() {
        connections.breakAll();
    }

    /** Ends every stream that is open and every call that waits, and those that come later: the server is gone. */
    public void stop(EtcdError error) {
        connections.stop(error);
    }

    /** How many streams are open, but for those of watches and of renewals. */
    public int streams() {
        return connections.count(open -> open.isStream() && !open.isShared());
    }

    /** How many calls wait for their answer. */
    public int waitingCalls() {
        return connections.count(open -> !open.isStream());
    }

    boolean isCalm() {
        return calm && apply.broken() == null;
    }

    /** What everybody hears once the server is broken; null before. Who hears it first also ends whatever is open. */
    @Nullable
    EtcdError broken() {
        Error cause = apply.broken();
        if (cause == null) {
            return null;
        }
        EtcdError error = EtcdErrors.broken(cause);
        if (!toldBroken.getAndSet(true)) {
            LOG.error("the embedded etcd is broken", cause);
            stop(error);
        }
        return error;
    }

    boolean isAuthOn() {
        return guard.isOn();
    }

    Connections connections() {
        return connections;
    }

    Leadership leadership() {
        return leadership;
    }

    void expireToken(Caller caller) {
        apply.step(() -> guard.expireToken(caller));
    }

    /** The oldest fault for a stream, if there is one; it has not struck yet. */
    @Nullable
    Rule admitStream(String method) {
        for (Rule rule : rules) {
            if (rule.admitsStream(method)) {
                return rule;
            }
        }
        return null;
    }

    /** The oldest fault for a call, if there is one, which strikes now. */
    @Nullable
    Rule strike(String method, Message request) {
        for (Rule rule : rules) {
            if (rule.admits(method, request) && rule.strike()) {
                return rule;
            }
        }
        return null;
    }
}
