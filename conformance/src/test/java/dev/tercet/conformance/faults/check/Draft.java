package dev.tercet.conformance.faults.check;

/** A state in the making: what one call does to it, and what it says about it. A method that answers false met a contradiction. */
final class Draft {
    private final int[] value;
    private final long[] lowest;
    private final long[] highest;
    private final int[] age;
    private final int[] lease;
    private final boolean[] fresh;
    private long last;
    private boolean changed;
    // Of the call, if a read of its own write says so.
    private long revision;

    Draft(State state, long revision) {
        value = state.value.clone();
        lowest = state.lowest.clone();
        highest = state.highest.clone();
        age = state.age.clone();
        lease = state.lease.clone();
        fresh = new boolean[value.length];
        last = state.last;
        this.revision = revision;
    }

    private Draft(Draft other) {
        value = other.value.clone();
        lowest = other.lowest.clone();
        highest = other.highest.clone();
        age = other.age.clone();
        lease = other.lease.clone();
        fresh = other.fresh.clone();
        last = other.last;
        changed = other.changed;
        revision = other.revision;
    }

    Draft copy() {
        return new Draft(this);
    }

    int value(int key) {
        return value[key];
    }

    int lease(int key) {
        return lease[key];
    }

    boolean hasChanged() {
        return changed;
    }

    private boolean isOpen(int key) {
        return value[key] != 0 && lowest[key] < highest[key];
    }

    /** The key was last changed at this revision. */
    boolean isOf(int key, long mod) {
        if (value[key] == 0) {
            return mod == 0;
        }
        if (fresh[key]) {
            revision = revision == 0 ? mod : revision;
            return revision == mod;
        }
        return lowest[key] <= mod && mod <= highest[key] && (!isOpen(key) || (atLeast(key, mod) && atMost(key, mod)));
    }

    /** The key's last change was at this revision or later. */
    boolean atLeast(int key, long least) {
        if (!isOpen(key)) {
            return lowest[key] >= least;
        }
        int reference = age[key];
        for (int other = 0; other < value.length; other++) {
            if (isOpen(other) && !fresh[other] && age[other] <= reference) {
                lowest[other] = Math.max(lowest[other], least + reference - age[other]);
                if (lowest[other] > highest[other]) {
                    return false;
                }
            }
        }
        last = Math.max(last, least + reference);
        return true;
    }

    /** The key's last change was at this revision or earlier. */
    boolean atMost(int key, long most) {
        if (!isOpen(key)) {
            return highest[key] <= most;
        }
        int reference = age[key];
        for (int other = 0; other < value.length; other++) {
            if (isOpen(other) && !fresh[other] && age[other] >= reference) {
                highest[other] = Math.min(highest[other], most - (age[other] - reference));
                if (lowest[other] > highest[other]) {
                    return false;
                }
            }
        }
        return true;
    }

    void put(int key, int newValue, int newLease) {
        value[key] = newValue;
        lease[key] = newLease;
        fresh[key] = true;
        changed = true;
    }

    /** Whether there was something to delete. */
    boolean delete(int key) {
        if (value[key] == 0) {
            return false;
        }
        clear(key);
        changed = true;
        return true;
    }

    private void clear(int key) {
        value[key] = 0;
        lease[key] = 0;
        lowest[key] = 0;
        highest[key] = 0;
        age[key] = 0;
        fresh[key] = false;
    }

    /** The key goes with its lease, together with others perhaps, so that this says nothing of revisions. */
    State expire(int key) {
        clear(key);
        return state();
    }

    /** Gives the call its revision; false if that cannot be. */
    boolean finish() {
        if (revision == 0) {
            if (changed) {
                finishUnknown();
            }
            return true;
        }
        if (changed ? revision <= last : revision < last) {
            return false;
        }
        long before = changed ? revision - 1 : revision;
        for (int key = 0; key < value.length; key++) {
            if (isOpen(key) && !fresh[key]) {
                highest[key] = Math.min(highest[key], before - age[key]);
                if (lowest[key] > highest[key]) {
                    return false;
                }
            }
            if (fresh[key]) {
                lowest[key] = revision;
                highest[key] = revision;
            }
        }
        last = revision;
        return true;
    }

    private void finishUnknown() {
        last++;
        for (int key = 0; key < value.length; key++) {
            age[key]++;
            if (fresh[key]) {
                lowest[key] = last;
                highest[key] = Long.MAX_VALUE;
                age[key] = 0;
            }
        }
    }

    /** The state as it is now. Not to be used any more. */
    State state() {
        for (int key = 0; key < value.length; key++) {
            // An age says something only of an unknown revision; without it more states are the same.
            if (!isOpen(key)) {
                age[key] = 0;
            }
        }
        return new State(value, lowest, highest, age, lease, last);
    }
}
