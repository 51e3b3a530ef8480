package dev.tercet.v2.internal.lock;

import dev.tercet.connection.CallOptions;
import dev.tercet.error.ClientClosedException;
import dev.tercet.error.EtcdException;
import dev.tercet.v2.error.V2KeyNotFoundException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps one entry alive, and says when that cannot be relied on. Threads: everything here runs in the claim's lane. */
final class Keeper {
    private static final long SHORTEST_CALL = TimeUnit.SECONDS.toNanos(1);

    private final Queue queue;
    private final Terms terms;
    private final Ground ground;
    private final Consumer<Signal> tell;
    private final List<Consumer<@Nullable EtcdException>> waiting = new ArrayList<>();

    private @Nullable Entry entry;
    private @Nullable RenewalMachine machine;
    private @Nullable Runnable due;
    private @Nullable Runnable end;
    private Duration ttl;
    private boolean lasting = true;
    private boolean calling;

    Keeper(Queue queue, Terms terms, Ground ground, Consumer<Signal> tell) {
        this.queue = queue;
        this.terms = terms;
        this.ttl = terms.waitingTtl();
        this.ground = ground;
        this.tell = tell;
    }

    /** Begins with an entry that was put just now. */
    void start(Entry its, long sentAt) {
        entry = its;
        machine = new RenewalMachine(ttl, sentAt);
        arm();
    }

    /** Begins with an entry of which nobody knows how much time it has left. */
    void start(Entry its) {
        start(its, ground.timer().nanoTime() - ttl.toNanos());
    }

    /** It is held: without renewal from now on, where that is how it is to be held. */
    void hold() {
        lasting = terms.renewing();
        ttl = terms.ttl();
        if (terms.isEndless()) {
            machine = null;
        }
        arm();
    }

    /** Whether a renewal is under way. */
    boolean isRenewing() {
        return calling;
    }

    /** Whether the entry can be relied on for a while. */
    boolean isReliable() {
        return machine == null || machine.reliable(ground.timer().nanoTime()) > 0;
    }

    /** Renews it now, or with what is under way if that gives it the same time. */
    void renewNow(Consumer<@Nullable EtcdException> then) {
        waiting.add(then);
        if (!calling) {
            send();
        }
    }

    /** Ends. */
    void stop() {
        entry = null;
        machine = null;
        arm();
        waiting.clear();
    }

    private void arm() {
        disarm();
        RenewalMachine its = machine;
        if (its != null) {
            long now = ground.timer().nanoTime();
            if (lasting && !calling) {
                due = ground.after(its.untilDue(now), () -> {
                    if (machine == its && !calling) {
                        send();
                    }
                });
            }
            long reliable = its.reliable(now);
            if (reliable > 0) {
                end = ground.after(reliable, () -> {
                    if (machine == its && !isReliable()) {
                        tell.accept(new Signal.RanOut());
                    }
                });
            }
        }
    }

    private void disarm() {
        if (due != null) {
            due.run();
            due = null;
        }
        if (end != null) {
            end.run();
            end = null;
        }
    }

    private void send() {
        Entry its = entry;
        if (its == null) {
            return;
        }
        calling = true;
        Duration given = ttl;
        long sentAt = ground.timer().nanoTime();
        queue.renew(its, given, options(sentAt))
                .whenComplete((result, failure) -> ground.lane().run(() -> {
                    calling = false;
                    if (entry == its && given.equals(ttl)) {
                        renewed(sentAt, failure == null ? null : Failures.of(queue.what(), failure));
                    } else if (!waiting.isEmpty()) {
                        send();
                    } else {
                        arm();
                    }
                }));
    }

    // Not for longer than the entry can be relied on: what hangs must leave time for another try.
    private CallOptions options(long now) {
        Duration whole = queue.options().timeout();
        if (machine == null) {
            return queue.options();
        }
        Duration rest = Duration.ofNanos(Math.max(SHORTEST_CALL, machine.reliable(now) / 2));
        return queue.options().withTimeout(rest.compareTo(whole) < 0 ? rest : whole);
    }

    private void renewed(long sentAt, @Nullable EtcdException failure) {
        List<Consumer<@Nullable EtcdException>> told = List.copyOf(waiting);
        waiting.clear();
        if (machine != null) {
            if (failure == null) {
                machine.renewed(sentAt);
            } else {
                machine.failed(ground.timer().nanoTime());
            }
        }
        if (!(failure instanceof ClientClosedException)) {
            arm();
        }
        told.forEach(each -> each.accept(failure));
        if (failure instanceof V2KeyNotFoundException) {
            tell.accept(new Signal.Removed());
        }
    }
}
