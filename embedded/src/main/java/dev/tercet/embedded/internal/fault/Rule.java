package dev.tercet.embedded.internal.fault;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.tercet.embedded.fault.Effect;
import dev.tercet.embedded.fault.Fault;
import dev.tercet.embedded.fault.LiveFault;
import dev.tercet.embedded.internal.status.Logged;
import dev.tercet.embedded.internal.time.Time;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A fault at work. */
final class Rule implements LiveFault {
    private final Fault fault;
    private final Set<String> methods;
    private final @Nullable ByteString prefix;
    private final Time time;
    private final Time realTime;
    private final Consumer<Rule> remove;

    // All under this object's monitor.
    private long seen;
    private long struck;
    private boolean closed;
    private Set<Held> held = new LinkedHashSet<>();

    Rule(Fault fault, Set<String> methods, Time time, Time realTime, Consumer<Rule> remove) {
        this.fault = fault;
        this.methods = methods;
        this.prefix =
                fault.onKeys().map(keys -> ByteString.copyFrom(keys.toArray())).orElse(null);
        this.time = time;
        this.realTime = realTime;
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

    /**
     * Runs an answer when this fault lets it go.
     *
     * @return forgets it, for one whom nobody waits for any more
     */
    Time.Alarm later(Runnable answer) {
        if (effect() instanceof Effect.Slow slow) {
            return in(slow.by(), time, answer);
        }
        if (effect() instanceof Effect.SlowInRealTime slow) {
            return in(slow.by(), realTime, answer);
        }
        synchronized (this) {
            if (!closed) {
                Held one = new Held(answer);
                held.add(one);
                return () -> forget(one);
            }
        }
        answer.run();
        return () -> {};
    }

    private static Time.Alarm in(Duration delay, Time time, Runnable answer) {
        return time.at(time.nanos() + delay.toNanos(), answer);
    }

    private synchronized void forget(Held one) {
        held.remove(one);
    }

    @Override
    public void close() {
        remove.accept(this);
        Set<Held> due;
        synchronized (this) {
            closed = true;
            due = held;
            held = new LinkedHashSet<>();
        }
        due.forEach(one -> Logged.run(one.answer));
    }

    /** An answer that is held back; each is one of its own. */
    private static final class Held {
        final Runnable answer;

        Held(Runnable answer) {
            this.answer = answer;
        }
    }
}
