package dev.tercet.conformance.faults.history;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A call under way. */
public final class Call {
    private final Recorder recorder;
    private final long id;
    private final String client;
    private final Act act;
    private final AtomicReference<@Nullable Done> done = new AtomicReference<>();
    private final long began;

    private record Done(long at, End end) {}

    Call(Recorder recorder, long id, String client, Act act) {
        this.recorder = recorder;
        this.id = id;
        this.client = client;
        this.act = act;
        this.began = recorder.now();
    }

    /** It was answered: say so right after. */
    public void returned(End.Returned answer) {
        ended(answer);
    }

    /** It failed: what is known of the data is taken from the exception, and which member it was sent to. */
    public void failed(Throwable failure) {
        ended(End.failed(failure, recorder.members()));
    }

    /** It ended so. */
    public void ended(End end) {
        done.compareAndSet(null, new Done(recorder.now(), end));
    }

    Operation operation() {
        Done known = done.get();
        return known == null
                ? new Operation(id, client, began, Operation.NEVER, act, new End.Pending())
                : new Operation(id, client, began, known.at, act, known.end);
    }
}
