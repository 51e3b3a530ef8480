package dev.tercet.recipes.internal.session;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.KeyValue;
import dev.tercet.recipes.internal.flow.Backoff;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a lasting key is read, put, left to another, and deleted. One call is under way at a time; what the watch says meanwhile is
 * kept and counts afterwards. What a call has done that failed is found out by reading: the key is ours if it hangs on a lease that we
 * put it on.
 */
final class LastingKeyMachine {
    /** What happened. */
    sealed interface Signal {}

    /** There is a session. */
    record SessionOpened(long lease) implements Signal {}

    /** There is none. */
    record SessionLost() implements Signal {}

    /** There will be none. */
    record SessionsEnded() implements Signal {}

    /** How the key was at a revision: the answer to a read, or to a write that did not find what it was to replace. */
    record Found(@Nullable KeyValue kv, long revision) implements Signal {}

    /** How the key became at a revision, as the watch has it. */
    record Changed(@Nullable KeyValue kv, long revision) implements Signal {}

    /** The key was put. */
    record Written(long revision) implements Signal {}

    /** A read or a write failed. */
    record Failed(Why why) implements Signal {}

    /** The watch ended. */
    record WatchEnded() implements Signal {}

    /** The pause is over. */
    record Rested() implements Signal {}

    /** The value is to be another. */
    record SetValue(Bytes value) implements Signal {}

    /** It is to end. */
    record Close() implements Signal {}

    /** It was deleted if it was ours, or it is not known whether. */
    record Deleted() implements Signal {}

    /** How a call failed. */
    enum Why {
        /** It may work later. */
        FOR_NOW,
        /** The lease is gone: the session will say so. */
        NO_LEASE,
        /** The client is closed. */
        FOR_GOOD
    }

    /** What is to be done. */
    sealed interface Effect {}

    /** Read the key. */
    record Read() implements Effect {}

    /** Watch the key from this revision on. */
    record Watch(long from) implements Effect {}

    /** Put the key if it is still as it was modified at this revision, which is 0 if there was none. */
    record Write(long modRevision, Bytes value, long lease) implements Effect {}

    /** Delete the key if it is on one of these leases. */
    record Delete(List<Long> leases) implements Effect {}

    /** Signal {@code Rested} after so many nanoseconds. */
    record Pause(long nanos) implements Effect {}

    /** Whether it is there as it is to be: on this lease; 0 if it is not. */
    record Tell(long lease) implements Effect {}

    /** It is over. */
    record End() implements Effect {}

    private enum State {
        IDLE,
        CALLING,
        PAUSING,
        DELETING,
        ENDED
    }

    private State state = State.IDLE;
    private Bytes wanted;
    private boolean takingOver;
    private boolean closing;
    private boolean watching;
    private final Backoff rests = new Backoff();

    /** The lease of the session; 0 if there is none. */
    private long lease;

    /** Where we put it, for certain or perhaps. */
    private final Set<Long> ours = new LinkedHashSet<>();

    /** At which revision we know how the key is; 0 if we do not. */
    private long known;

    private @Nullable KeyValue seen;
    private @Nullable Write writing;
    private long told;

    LastingKeyMachine(Bytes wanted, boolean takingOver) {
        this.wanted = wanted;
        this.takingOver = takingOver;
    }

    List<Effect> on(Signal signal) {
        if (state == State.ENDED) {
            return List.of();
        }
        List<Effect> effects = new ArrayList<>();
        if (signal instanceof SessionOpened opened) {
            lease = opened.lease();
        } else if (signal instanceof SessionLost) {
            lease = 0;
        } else if (signal instanceof SessionsEnded) {
            // The key goes with the last of them.
            lease = 0;
            tell(effects);
            return end(effects);
        } else if (signal instanceof SetValue set) {
            wanted = set.value();
        } else if (signal instanceof Close) {
            closing = true;
        } else if (signal instanceof Changed changed) {
            learn(changed.kv(), changed.revision());
        } else if (signal instanceof WatchEnded) {
            watching = false;
            known = 0;
            if (state == State.IDLE) {
                rest(effects);
            }
        } else if (signal instanceof Rested) {
            state = state == State.PAUSING ? State.IDLE : state;
        } else if (signal instanceof Deleted) {
            return end(effects);
        } else if (answered(signal, effects)) {
            return end(effects);
        }
        tell(effects);
        goOn(effects);
        return effects;
    }

    /** The end of a read or a write; answers whether it is the end of all. */
    private boolean answered(Signal signal, List<Effect> effects) {
        Write write = writing;
        writing = null;
        state = state == State.CALLING ? State.IDLE : state;
        if (signal instanceof Found found) {
            learn(found.kv(), found.revision());
            rests.reset();
        } else if (signal instanceof Written written && write != null) {
            KeyValue put = new KeyValue(Bytes.EMPTY, write.value(), 0, written.revision(), 0, write.lease());
            ours.retainAll(Set.of(write.lease()));
            learn(put, written.revision());
            rests.reset();
        } else if (signal instanceof Failed failed) {
            known = 0;
            if (failed.why() == Why.FOR_GOOD) {
                return true;
            } else if (failed.why() == Why.NO_LEASE && write != null && write.lease() == lease) {
                lease = 0;
            } else if (state == State.IDLE) {
                rest(effects);
            }
        }
        return false;
    }

    private void rest(List<Effect> effects) {
        if (closing) {
            return;
        }
        state = State.PAUSING;
        effects.add(new Pause(rests.next()));
    }

    /** The watch is behind what our own calls have seen. */
    private void learn(@Nullable KeyValue kv, long revision) {
        if (revision > known) {
            known = revision;
            seen = kv;
        }
    }

    private void goOn(List<Effect> effects) {
        if (closing && (state == State.IDLE || state == State.PAUSING)) {
            if (ours.isEmpty()) {
                end(effects);
            } else {
                state = State.DELETING;
                effects.add(new Delete(List.copyOf(ours)));
            }
        } else if (state == State.IDLE && lease != 0) {
            keep(effects);
        }
    }

    private void keep(List<Effect> effects) {
        if (known == 0) {
            state = State.CALLING;
            effects.add(new Read());
            return;
        }
        if (!watching) {
            watching = true;
            effects.add(new Watch(known + 1));
        }
        KeyValue there = seen;
        if (isPresent()) {
            takingOver = false;
        } else if (there == null || takingOver || ours.contains(there.lease())) {
            state = State.CALLING;
            writing = new Write(there == null ? 0 : there.modRevision(), wanted, lease);
            ours.add(lease);
            effects.add(writing);
        }
    }

    private boolean isPresent() {
        KeyValue there = seen;
        // What is being written may undo what was seen.
        return writing == null
                && known != 0
                && lease != 0
                && there != null
                && there.lease() == lease
                && there.value().equals(wanted);
    }

    private void tell(List<Effect> effects) {
        long now = isPresent() ? lease : 0;
        if (now != told) {
            told = now;
            effects.add(new Tell(now));
        }
    }

    private List<Effect> end(List<Effect> effects) {
        state = State.ENDED;
        effects.add(new End());
        return effects;
    }
}
