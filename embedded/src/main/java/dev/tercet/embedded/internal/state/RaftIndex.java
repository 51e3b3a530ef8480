package dev.tercet.embedded.internal.state;

/**
 * How many entries a real member's log would have, roughly: there is no log here, but clients watch this number grow. Within a step.
 */
public final class RaftIndex {
    // A member that is alone has written this much about itself before the first client comes.
    private static final long FIRST = 4;

    private long index = FIRST;

    /** One more entry: something was changed. */
    public void advance() {
        index++;
    }

    /** The last entry, which is applied as soon as it is there. */
    public long index() {
        return index;
    }
}
