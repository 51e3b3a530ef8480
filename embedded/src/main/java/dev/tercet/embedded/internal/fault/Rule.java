package dev.tercet.embedded.internal.fault;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.tercet.embedded.fault.Effect;
import dev.tercet.embedded.fault.Fault;
import dev.tercet.embedded.fault.LiveFault;
import dev.tercet.embedded.internal.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A fault at work. */
final class Rule implements LiveFault {
    private final Fault fault;
    private final Set<String> methods;
    private final @Nullable ByteString prefix;
    private final Time time;
    private final Executor loop;
    private final Consumer<Rule> remove;

    // All under this object's monitor.
    private long seen;
    private long struck;
    private boolean closed;
    private List<Runnable> held = new ArrayList<>();

    Rule(Fault fault, Set<String> methods, Time time, Executor loop, Consumer<Rule> remove) {
        this.fault = fault;
        this.methods = methods;
        this.prefix =
                fault.onKeys().map(keys -> ByteString.copyFrom(keys.toArray())).orElse(null);
        this.time = time;
        this.loop = loop;
        this.remove = remove;
    }

    @Override
    public Fault fault() {
        return fault;
    }

    Effect effect() {
        return fault.effect();
    }

    @Override
    public synchronized long struck() {
        return struck;
    }

    /** One more stream: whether it is one to be struck. Streams have no keys to be chosen by. */
    boolean admitsStream(String method) {
        return methods.contains(method) && prefix == null && isTurn();
    }

    /** One more call: whether it is one to be struck. */
    boolean admits(String method, Message request) {
        return methods.contains(method) && (prefix == null || RequestKeys.haveOneFrom(request, prefix)) && isTurn();
    }

    private synchronized boolean isTurn() {
        return !closed && struck < fault.times() && seen++ >= fault.after();
    }

    /** Takes one of the times that it may strike. */
    synchronized boolean strike() {
        if (closed || struck == fault.times()) {
            return false;
        }
        struck++;
        return true;
    }

    /** Whether what is said goes through {@link #later}. */
    boolean holdsAnswers() {
        return effect() instanceof Effect.Slow
                || effect() instanceof Effect.SlowInRealTime
                || effect() instanceof Effect.Silent;
    }

    /** Runs an answer when this fault lets it go. */
    void later(Runnable answer) {
        if (effect() instanceof Effect.Slow slow) {
            time.at(time.nanos() + slow.by().toNanos(), answer);
            return;
        }
        if (effect() instanceof Effect.SlowInRealTime slow) {
            CompletableFuture.delayedExecutor(slow.by().toNanos(), TimeUnit.NANOSECONDS, loop)
                    .execute(answer);
            return;
        }
        synchronized (this) {
            if (!closed) {
                held.add(answer);
                return;
            }
        }
        answer.run();
    }

    @Override
    public void close() {
        remove.accept(this);
        List<Runnable> due;
        synchronized (this) {
            closed = true;
            due = held;
            held = new ArrayList<>();
        }
        due.forEach(Runnable::run);
    }
}
