package dev.tercet.internal.call;

import dev.tercet.error.ErrorCode;
import dev.tercet.error.EtcdException;
import dev.tercet.error.EtcdException.Details;
import dev.tercet.error.InterruptedEtcdException;
import dev.tercet.error.Outcome;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The result of a call whose caller waits: it parks, and is unparked straight from the I/O thread. One that comes while the call is
 * being made, on the caller's own thread, finds it awake.
 */
public final class ParkedResult<R> implements Calls.Result<R> {
    private final Thread caller = Thread.currentThread();
    private @Nullable R reply;
    private @Nullable EtcdException failure;
    private volatile boolean done;

    @Override
    public void done(@Nullable R its, @Nullable EtcdException why) {
        reply = its;
        failure = why;
        done = true;
        if (Thread.currentThread() != caller) {
            LockSupport.unpark(caller);
        }
    }

    /** Waits for it, and ends the call if the thread is interrupted. */
    public R await(Calls.Underway flow) {
        while (!done) {
            LockSupport.park(this);
            if (!done && Thread.interrupted()) {
                interrupted(flow);
            }
        }
        EtcdException why = failure;
        if (why != null) {
            // Made on an I/O thread; the caller's stack is what its reader needs.
            why.fillInStackTrace();
            throw why;
        }
        R its = reply;
        if (its == null) {
            throw new AssertionError("neither a reply nor a failure");
        }
        return its;
    }

    private void interrupted(Calls.Underway flow) {
        Outcome outcome = flow.giveUp();
        Thread.currentThread().interrupt();
        if (outcome != null) {
            throw new InterruptedEtcdException(new Details(
                    ErrorCode.INTERRUPTED,
                    outcome,
                    flow + ": interrupted while waiting" + (outcome == Outcome.UNKNOWN ? Errors.doubt() : ""),
                    flow.method(),
                    null,
                    null));
        }
        // The result was faster: it is on its way from another thread, and park returns at once while the flag is set.
        while (!done) {
            Thread.onSpinWait();
        }
    }
}
