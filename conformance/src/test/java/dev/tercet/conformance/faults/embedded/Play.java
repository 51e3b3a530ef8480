package dev.tercet.conformance.faults.embedded;

import dev.tercet.EtcdClient;
import dev.tercet.conformance.faults.check.Checks;
import dev.tercet.conformance.faults.check.Violation;
import dev.tercet.conformance.faults.history.Act;
import dev.tercet.conformance.faults.history.Call;
import dev.tercet.conformance.faults.history.End;
import dev.tercet.conformance.faults.history.History;
import dev.tercet.conformance.faults.history.RevisionLog;
import dev.tercet.conformance.faults.history.WatchRecord;
import dev.tercet.connection.Credentials;
import dev.tercet.embedded.fault.LiveFault;
import dev.tercet.error.EtcdException;
import dev.tercet.kv.KeyRange;
import dev.tercet.kv.Op;
import dev.tercet.kv.OpResult;
import dev.tercet.recipes.session.Session;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A programme being played: the world, and what the steps so far have left in it. */
final class Play {
    /** What a deadline may be late by: a client's timer is. */
    static final long LATE = 100_000_000;

    private final World world = new World();
    private final Programme programme;
    private final Doubles doubles;
    private final List<SimClient> clients = new ArrayList<>();
    private final List<Sent> sent = new ArrayList<>();
    private final List<CompletableFuture<?>> calls = new ArrayList<>();
    private final List<WatchRun> watches = new ArrayList<>();
    private final List<LeaseRun> leases = new ArrayList<>();
    private final List<SessionRun> sessions = new ArrayList<>();
    private final List<LockRun> locks = new ArrayList<>();
    private final List<CacheRun> caches = new ArrayList<>();
    private final List<LiveFault> faults = new ArrayList<>();
    private final Set<String> violations = new LinkedHashSet<>();
    private long faultsDone;
    private Credentials credentials = Credentials.NONE;
    private boolean troubled;

    private Play(Programme programme, Doubles doubles) {
        this.programme = programme;
        this.doubles = doubles;
    }

    /**
     * A session, and whose.
     *
     * @param name of its client
     */
    record SessionRun(String name, Session session) {}

    /** What came of it. */
    record Outcome(Set<String> violations, Map<String, Long> counts) {}

    /** Plays it from beginning to end. */
    static Outcome play(Programme programme, Doubles doubles) {
        try {
            return new Play(programme, doubles).run();
        } catch (RuntimeException | Error e) {
            return new Outcome(Set.of("untyped: " + e + " at " + List.of(e.getStackTrace())), Map.of());
        }
    }

    private Outcome run() {
        try {
            begin();
            for (Programme.Numbered step : programme.steps()) {
                world.seed(programme.seed() * 31 + step.number());
                step.step().run(this);
                world.some(step.after());
                look();
            }
            world.seed(programme.seed());
            new Ending(this).run();
        } catch (World.Violated e) {
            violations.add(String.valueOf(e.getMessage()));
        }
        violations.addAll(CallCheck.check(sent, world.truth(), KvSteps.PREFIX));
        if (violations.isEmpty()) {
            violations.addAll(secondOpinion());
        }
        long unknown =
                sent.stream().filter(each -> each.end() instanceof End.Unknown).count();
        return new Outcome(
                violations,
                Map.of(
                        "operations",
                        (long) sent.size() + locks.size() + leases.size() + watches.size(),
                        "faults",
                        faultsDone
                                + faults.stream().mapToLong(LiveFault::struck).sum(),
                        "unknown outcomes",
                        unknown));
    }

    /** What those say who know nothing of a simulation; of locks and leases more is known here than they can tell. */
    private List<String> secondOpinion() {
        History all = world.recorder().history();
        RevisionLog log = world.truth().log(KeyRange.prefix(KvSteps.PREFIX));
        // A log knows nothing of compactions, by which previous values go, nor which of several ranges the server had
        // first.
        List<WatchRecord> watched = all.watches().stream()
                .filter(watch -> !watch.asked().wantsPrevious())
                .filter(watch -> watch.asked().ranges().size() == 1)
                .toList();
        History told = new History(all.operations(), watched, List.of(), List.of(), all.faults(), log, all.taken());
        return Checks.of(told).stream().map(Violation::toString).toList();
    }

    private void begin() {
        world.seed(programme.seed());
        if (programme.auth()) {
            SimClient root = world.client(
                    new SimClient.Shape(false, 1, programme.shapes().get(0).timeout()), credentials);
            root.etcd().auth().addUser("root", EmbeddedScenario.PASSWORD);
            root.etcd().auth().addRole("root");
            root.etcd().auth().grantRole("root", "root");
            root.etcd().auth().enable();
            credentials = Credentials.of("root", EmbeddedScenario.PASSWORD);
        }
        for (SimClient.Shape shape : programme.shapes()) {
            clients.add(world.client(shape, credentials));
        }
        world.onChange(this::look);
    }

    /** What must hold at every moment. */
    private void look() {
        for (LockRun lock : locks) {
            if (lock.isHeld(doubles)) {
                String wrong = lock.wrong(world.truth());
                if (wrong != null) {
                    violations.add("two holders, or none: " + wrong);
                }
            }
        }
        for (CacheRun cache : caches) {
            String wrong = cache.wrong(world.truth());
            if (wrong != null) {
                violations.add("cache: " + wrong);
            }
        }
        for (LeaseRun lease : leases) {
            if (lease.isBroken(world.truth())) {
                violations.add("a lease is gone before its client was told: " + lease);
            }
        }
    }

    void wrong(String violation) {
        violations.add(violation);
    }

    World world() {
        return world;
    }

    Doubles doubles() {
        return doubles;
    }

    /** Whether nothing was ever done to the server that clients could notice. */
    boolean isCalm() {
        return !troubled;
    }

    /** Closes a client, whatever it is at, and has another in its place. */
    void replace(int index) {
        int at = index % clients.size();
        clients.get(at).etcd().close();
        clients.set(at, world.client(programme.shapes().get(at), credentials));
    }

    SimClient client(int index) {
        return clients.get(index % clients.size());
    }

    EtcdClient etcd(int index) {
        return client(index).etcd();
    }

    List<SimClient> clients() {
        return clients;
    }

    List<WatchRun> watches() {
        return watches;
    }

    List<LeaseRun> leases() {
        return leases;
    }

    List<SessionRun> sessions() {
        return sessions;
    }

    List<LockRun> locks() {
        return locks;
    }

    List<CacheRun> caches() {
        return caches;
    }

    List<LiveFault> faults() {
        return faults;
    }

    List<Sent> sent() {
        return sent;
    }

    /** One of a list that may be empty. */
    static <T> @Nullable T any(List<T> list, int index) {
        return list.isEmpty() ? null : list.get(index % list.size());
    }

    /** Does something to the server that is no rule. */
    void trouble(Runnable fault) {
        troubled = true;
        faultsDone++;
        fault.run();
    }

    void rule(LiveFault fault) {
        troubled = true;
        faults.add(fault);
    }

    /** Makes a call, and takes down what comes of it. */
    <R extends OpResult> void send(int index, Act act, Op<R> op, Function<R, End.Returned> reading) {
        SimClient client = client(index);
        Call call = world.recorder().begin(client.name(), act);
        Sent it = new Sent(
                client.name(),
                act,
                call,
                world.nanos() + client.timeout().toNanos() + LATE,
                world.truth().revision());
        sent.add(it);
        CompletableFuture<R> future = doubles.send(client.etcd().async().kv(), op);
        calls.add(future);
        future.whenComplete((reply, raw) -> {
            Throwable failure = raw instanceof CompletionException && raw.getCause() != null ? raw.getCause() : raw;
            End end;
            if (failure == null) {
                end = reading.apply(reply);
            } else if (failure instanceof CancellationException) {
                // Its user had enough of it, and is told nothing.
                String words = "cancelled by its user";
                end = act.isRead() ? new End.NotApplied("CANCELLED", words) : new End.Unknown("CANCELLED", words);
            } else {
                end = End.failed(failure);
                if (isCalm() && !(failure instanceof EtcdException known && mayFailInPeace(known))) {
                    wrong("failed without any fault: " + client.name() + ": " + act + ": " + failure);
                }
            }
            it.ended(end, world.nanos(), world.truth().revision());
        });
    }

    private static boolean mayFailInPeace(EtcdException failure) {
        return switch (failure.code()) {
            case LEASE_NOT_FOUND, COMPACTED, FUTURE_REVISION, CLIENT_CLOSED -> true;
            default -> false;
        };
    }

    void cancelCall(int index) {
        CompletableFuture<?> call = any(calls, index);
        if (call != null) {
            call.cancel(true);
        }
    }
}
