package dev.tercet.conformance.faults.history;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** An attempt to get a lock, and the time for which it is held. */
public final class LockLog {
    private final Recorder recorder;
    private final AtomicReference<Hold> state;

    LockLog(Recorder recorder, long id, String name, String client, long deadline) {
        this.recorder = recorder;
        long never = Operation.NEVER;
        this.state = new AtomicReference<>(
                new Hold(id, name, client, recorder.now(), deadline, never, null, 0, 0, never, never, never, never));
    }

    /**
     * It has the lock: say so when the acquisition returned, before anything is done under it.
     *
     * @param lease 0 if not known
     */
    public void acquired(long token, long lease) {
        long now = recorder.now();
        change(old -> old.answered(now, null, token, lease));
    }

    /** It did not get the lock: a failure, or its time was up. */
    public void refused(Throwable failure) {
        long now = recorder.now();
        End end = End.failed(failure);
        change(old -> old.answered(now, end, 0, 0));
    }

    /** Its time was up, which the acquisition answers without an exception. */
    public void gaveUp() {
        long now = recorder.now();
        change(old -> old.answered(now, new End.NotApplied("TIMEOUT", "not in time"), 0, 0));
    }

    /** As the client has it, the lease lasts so much longer unless renewed; may be told often. */
    public void remaining(Duration remaining) {
        long ends = recorder.now() + remaining.toNanos();
        change(old -> old.ending(old.releasing(), old.released(), old.lost(), ends));
    }

    /** It is about to give it back: say so before. */
    public void releasing() {
        long now = recorder.now();
        change(old -> old.ending(Math.min(old.releasing(), now), old.released(), old.lost(), old.leaseEnds()));
    }

    /** It is given back, whatever was answered. */
    public void released() {
        long now = recorder.now();
        change(old ->
                old.ending(Math.min(old.releasing(), now), Math.min(old.released(), now), old.lost(), old.leaseEnds()));
    }

    /** The loss was signalled. */
    public void lost() {
        long now = recorder.now();
        change(old -> old.ending(old.releasing(), old.released(), Math.min(old.lost(), now), old.leaseEnds()));
    }

    private void change(UnaryOperator<Hold> change) {
        state.updateAndGet(change);
    }

    Hold hold() {
        return Objects.requireNonNull(state.get());
    }
}
