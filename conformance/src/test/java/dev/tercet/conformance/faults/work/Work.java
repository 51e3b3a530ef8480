package dev.tercet.conformance.faults.work;

import dev.tercet.EtcdClient;
import dev.tercet.conformance.faults.history.RevisionLog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that clients do in a run, and its end: when nothing fails any more, all of them have to get well again.
 *
 * <pre>{@code
 * try (Clients clients = ...; Work work = new Work(stage, clients)) {
 *     work.begin(Set.of(Work.Kind.REGISTERS));
 *     ... // faults, and their end
 *     work.end();
 * }
 * }</pre>
 */
public final class Work implements AutoCloseable {
    /** What clients can do. */
    public enum Kind {
        REGISTERS,
        WATCHES,
        LEASES,
        LOCKS,
        /** One more lease and one more lock beside those, of so short a TTL that they are lost now and then. */
        BRIEF
    }

    /** No call takes longer, with the longest deadline that any has. */
    public static final Duration LONGEST_CALL = Registers.LONGEST.plus(Caller.SLACK);

    /** Within what time a client writes again, when all members are well and no line is spoilt. */
    private static final Duration RECOVERY = Duration.ofSeconds(15);

    /** Within what time everybody who waits for a lock has had a turn: one whose client is gone may be in front for a TTL. */
    private static final Duration TURNS = Duration.ofSeconds(45);

    /** Within what time everything under way is over, when nobody begins anything. */
    private static final Duration ENDING = Duration.ofSeconds(30);

    /** Within what time watches have told everything. */
    private static final Duration CATCHING_UP = Duration.ofSeconds(20);

    /** Within what time leases that nobody renews are gone: the longest, and one more for who leads last, and some. */
    private static final Duration DYING = Duration.ofSeconds(30);

    private final Stage stage;
    private final Clients clients;
    private final Crew crew;

    /** Those that read watches, which end when these are closed. */
    private final Crew readers;

    private final Observer observer;
    private final Registers registers;
    private final Watchers watchers;
    private final LeaseHolders leases;
    private final Lockers lockers;
    private final Recovery recovery;
    private final Pulse pulse = new Pulse();
    private final Sentinel sentinel;

    /** Those who only look on, until everything is over. */
    private final Crew lookouts;

    private Set<Kind> kinds = Set.of();

    /** Nothing is done yet but that the store is observed, from its first change on. */
    public Work(Stage stage, Clients clients) {
        this.stage = stage;
        this.clients = clients;
        crew = new Crew(stage);
        readers = new Crew(stage);
        observer = new Observer(stage, clients.members());
        registers = new Registers(stage);
        watchers = new Watchers(stage, crew, readers, observer::upTo, registers::calls);
        leases = new LeaseHolders(stage, crew);
        lockers = new Lockers(stage, crew);
        recovery = new Recovery(stage, Duration.ofSeconds(3));
        sentinel = new Sentinel(stage.recorder());
        lookouts = new Crew(stage);
    }

    /** Sets all clients to work. */
    public void begin(Set<Kind> what) {
        kinds = Set.copyOf(what);
        pulse.start(lookouts);
        sentinel.start(lookouts, clients.endpoints(), clients.login());
        List<Client> all = clients.all();
        Client first = all.get(0);
        Client async = all.get(all.size() - 1);
        if (kinds.contains(Kind.REGISTERS)) {
            all.subList(0, all.size() - 1).forEach(each -> registers.blocking(crew, each));
            registers.inFutures(crew, async, 3);
        }
        if (kinds.contains(Kind.WATCHES)) {
            watchers.fromTheStart(first);
            clients.everybody().forEach(watchers::onTheWay);
        }
        if (kinds.contains(Kind.LEASES)) {
            all.forEach(leases::keeping);
            leases.leaving(async);
            leases.watching(clients.outside());
        }
        if (kinds.contains(Kind.LOCKS)) {
            lock(all);
        }
        if (kinds.contains(Kind.BRIEF)) {
            leases.keepingBriefly(first);
            lockers.onBriefSessions(all.get(1), "b", 12);
        }
    }

    private void lock(List<Client> all) {
        for (int i = 0; i < all.size(); i++) {
            lockers.onSessions(all.get(i), "a", i);
            lockers.onTheirOwn(all.get(i), "a", i);
            lockers.campaigning(all.get(i), i);
        }
        lockers.onSessions(all.get(0), "b", 10);
        lockers.onTheirOwn(all.get(1), "b", 11);
        lockers.onSessions(clients.plain(), "b", 13);
    }

    /** To be called when nothing fails any more: all have to get well, to finish, and to have seen everything. */
    public void end() throws InterruptedException {
        EtcdClient outside = clients.outside();
        recovery.await(clients.everybody(), RECOVERY);
        if (kinds.contains(Kind.LOCKS)) {
            lockers.everybodyHasTurn(TURNS);
        }
        stage.end();
        crew.join(ENDING);
        if (kinds.contains(Kind.LOCKS)) {
            lockers.vanish(outside, DYING);
        }
        if (kinds.contains(Kind.LEASES)) {
            leases.die(outside, DYING);
        }
        if (kinds.contains(Kind.LEASES) || kinds.contains(Kind.LOCKS)) {
            leases.noneLeft(outside, DYING);
        }
        RevisionLog log = observer.log(outside, CATCHING_UP);
        if (log.isThere()) {
            stage.recorder().log(log);
            hold(log);
        }
        watchers.catchUp(observer.changes(), CATCHING_UP);
        watchers.close();
        readers.join(Caller.SLACK);
        observer.close();
        clients.close(stage);
        stopLooking();
        lookouts.join(Caller.SLACK);
    }

    /** Held against what etcd's own client says of the store; where a part is missing, which is told, there is nothing to hold. */
    private void hold(RevisionLog log) {
        if (!observer.sawAll()) {
            return;
        }
        Optional<Inventory> there = Inventory.taken(() -> clients.everythingAt(log.upTo()), CATCHING_UP);
        if (there.isEmpty()) {
            stage.undecided("etcdctl did not say what is in the store: the log was not held against it");
            return;
        }
        there.get()
                .differences(log)
                .forEach(each -> stage.violation("etcdctl and the watches of the whole store differ: " + each));
        long deadline = System.nanoTime() + CATCHING_UP.toNanos();
        if (!Wait.until(deadline, () -> observer.upTo() >= there.get().revision())) {
            stage.violation("etcdctl reads revision " + there.get().revision()
                    + ", and the watches of the whole store came to " + observer.upTo() + " only");
        }
    }

    private void stopLooking() {
        pulse.stop();
        sentinel.close();
    }

    /** How long it took until the last client wrote again, in milliseconds. */
    public long slowestRecovery() {
        return recovery.slowest();
    }

    /** How late threads came to run, at worst. */
    public Duration longestStall() {
        return pulse.longest();
    }

    /** Ends what an exception kept from ending; otherwise does nothing. */
    @Override
    public void close() {
        stage.end();
        watchers.close();
        observer.close();
        stopLooking();
    }
}
