package dev.tercet.conformance.faults.embedded;

import dev.tercet.recipes.lock.HeldLock;
import dev.tercet.recipes.lock.Lock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Steps about sessions and locks. */
final class LockSteps {
    private LockSteps() {}

    record OpenSession(int client, int seconds) implements Step {
        @Override
        public void run(Play play) {
            SimClient its = play.client(client);
            its.recipes()
                    .openSessionAsync(Duration.ofSeconds(seconds))
                    .thenAccept(session -> play.sessions().add(new Play.SessionRun(its.name(), session)));
        }

        @Override
        public String toString() {
            return "client " + client + " opens a session of " + seconds + " s";
        }
    }

    record CloseSession(int session) implements Step {
        @Override
        public void run(Play play) {
            Play.SessionRun run = Play.any(play.sessions(), session);
            if (run != null) {
                close(play, run);
            }
        }

        static void close(Play play, Play.SessionRun run) {
            play.locks().forEach(lock -> lock.givenWith(run.session().lease()));
            run.session().closeAsync();
        }

        @Override
        public String toString() {
            return "session " + session + " is closed";
        }
    }

    /** How long to wait for a lock. */
    enum Wait {
        FOR_EVER,
        FOR_A_WHILE,
        NOT
    }

    record OnSession(int session, String name, Wait waiting) implements Step {
        @Override
        public void run(Play play) {
            Play.SessionRun run = Play.any(play.sessions(), session);
            if (run != null && run.session().isAlive()) {
                take(play, name, run.name(), run.session().lock(name), waiting);
            }
        }

        @Override
        public String toString() {
            return "on session " + session + " lock " + name + " is asked for, waiting " + waiting;
        }
    }

    record OnOwnLease(int client, String name, Wait waiting, int seconds, boolean fixed) implements Step {
        @Override
        public void run(Play play) {
            SimClient its = play.client(client);
            Duration ttl = Duration.ofSeconds(seconds);
            Lock lock = fixed
                    ? its.recipes().locks().withFixedTtl(ttl).lock(name)
                    : its.recipes().locks().withTtl(ttl).lock(name);
            take(play, name, its.name(), lock, waiting);
        }

        @Override
        public String toString() {
            return "client " + client + " asks for lock " + name + ", waiting " + waiting + ", "
                    + (fixed ? "for " : "with a lease of ") + seconds + " s";
        }
    }

    private static void take(Play play, String name, String who, Lock ours, Wait waiting) {
        Lock lock = play.doubles().lock(ours);
        LockRun run = new LockRun(name, who, play.world().recorder().lock(name, who));
        play.locks().add(run);
        CompletableFuture<?> future = switch (waiting) {
            case FOR_EVER -> told(run, lock.acquireAsync());
            case FOR_A_WHILE -> told(run, lock.acquireAsync(Duration.ofSeconds(3)));
            case NOT -> toldPerhaps(run, lock.tryAcquireAsync());
        };
        run.begun(future);
    }

    private static CompletableFuture<HeldLock> told(LockRun run, CompletableFuture<HeldLock> acquisition) {
        acquisition.whenComplete((lock, failure) -> ended(run, lock, failure));
        return acquisition;
    }

    private static CompletableFuture<Optional<HeldLock>> toldPerhaps(
            LockRun run, CompletableFuture<Optional<HeldLock>> acquisition) {
        acquisition.whenComplete((lock, failure) -> ended(run, failure == null ? lock.orElse(null) : null, failure));
        return acquisition;
    }

    private static void ended(LockRun run, @Nullable HeldLock lock, @Nullable Throwable failure) {
        if (failure == null) {
            run.acquired(lock);
        } else {
            run.failed(failure);
        }
    }

    record Release(int lock) implements Step {
        @Override
        public void run(Play play) {
            LockRun run = Play.any(play.locks(), lock);
            if (run != null) {
                run.release();
            }
        }

        @Override
        public String toString() {
            return "lock " + lock + " is released";
        }
    }

    record GiveUp(int lock) implements Step {
        @Override
        public void run(Play play) {
            LockRun run = Play.any(play.locks(), lock);
            if (run != null) {
                run.cancel();
            }
        }

        @Override
        public String toString() {
            return "lock " + lock + " is waited for no more";
        }
    }

    record AskForLoss(int lock) implements Step {
        @Override
        public void run(Play play) {
            LockRun run = Play.any(play.locks(), lock);
            if (run != null) {
                run.askForLoss();
            }
        }

        @Override
        public String toString() {
            return "who has lock " + lock + " wants to be told of its loss";
        }
    }
}
