package dev.tercet.conformance.faults.nemesis;

/** A fault that could not be brought about just now, which is nobody's mistake. Nothing is left of the attempt. */
public final class NotApplied extends Exception {
    private static final long serialVersionUID = 1;

    /** Says why. */
    public NotApplied(String why) {
        super(why);
    }
}
