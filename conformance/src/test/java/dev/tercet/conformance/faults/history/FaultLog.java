package dev.tercet.conformance.faults.history;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A fault under way. */
public final class FaultLog {
    private final Recorder recorder;
    private final String name;
    private final List<String> where;
    private final FaultSpan.Reach reach;
    private final AtomicLong ended = new AtomicLong(Operation.NEVER);
    private final long began;

    FaultLog(Recorder recorder, String name, List<String> where, FaultSpan.Reach reach) {
        this.recorder = recorder;
        this.name = name;
        this.where = List.copyOf(where);
        this.reach = reach;
        this.began = recorder.now();
    }

    /** It is over, and what it broke works again. */
    public void over() {
        ended.compareAndSet(Operation.NEVER, recorder.now());
    }

    FaultSpan span() {
        return new FaultSpan(name, where, began, ended.get(), reach);
    }
}
