package dev.tercet.embedded.internal.state;

/** Which term it is, and whether this member leads in it. Changed within steps, and read by anyone. */
public final class RaftTerm {
    private final long first;
    private volatile long term;
    private volatile boolean leader = true;

    /** The term that this member begins with, as its leader. */
    public RaftTerm(Identity identity) {
        first = identity.term();
        term = first;
    }

    /** The term; without a leader still the last one's. */
    public long term() {
        return term;
    }

    /** Whether there is a leader, which is this member. */
    public boolean hasLeader() {
        return leader;
    }

    /** How many leaders there were, the first one counted. */
    public long leaders() {
        return term - first + 1;
    }

    /** There is no leader from now on. Within a step. */
    public void lose() {
        leader = false;
    }

    /** There is one from now on, in a term of its own. Within a step, and only where there was none. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // Only steps change it.
    public void elect() {
        term++;
        leader = true;
    }
}
