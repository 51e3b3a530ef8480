package dev.tercet.embedded.internal.rpc;

/** A call that is not answered yet. */
@FunctionalInterface
public interface Waiting {
    /** Nothing: the call was answered at once. */
    Waiting NONE = () -> {};

    /** The caller went away: gives up what is still to be done for it. */
    void cancel();
}
