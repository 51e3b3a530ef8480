package dev.tercet.v2.internal.lock;

import java.time.Duration;

/**
 * On which terms an entry is put.
 *
 * @param ttl whole seconds; zero for no end
 * @param renewing whether it is renewed while it is held; while it waits, it always is
 * @param guarding whether its loss is looked out for while it is held
 * @param standing whether it stands for a name, so that one which is there already under that name is as good
 * @param detaching whether the claim is over once it is won, and the entry left to who knows its key
 */
record Terms(Duration ttl, boolean renewing, boolean guarding, boolean standing, boolean detaching) {
    /** What would be there for ever is so once it is held: who waits may die, and nobody could get past his entry. */
    private static final Duration WHILE_WAITING = Duration.ofSeconds(60);

    static Terms lock(Duration ttl, boolean renewing) {
        return new Terms(wholeSeconds(ttl), renewing, true, false, false);
    }

    static Terms legacyLock(Duration ttl) {
        return new Terms(wholeSeconds(ttl), false, false, false, true);
    }

    static Terms election(Duration ttl) {
        return new Terms(wholeSeconds(ttl), false, false, true, true);
    }

    boolean isEndless() {
        return ttl.isZero();
    }

    /** How long an entry that waits lives, unless it is renewed. */
    Duration waitingTtl() {
        return isEndless() ? WHILE_WAITING : ttl;
    }

    /** Rounded up: servers count no less. */
    static Duration wholeSeconds(Duration ttl) {
        if (ttl.isNegative()) {
            throw new IllegalArgumentException("ttl is negative: " + ttl);
        }
        return ttl.getNano() == 0 ? ttl : Duration.ofSeconds(Math.addExact(ttl.getSeconds(), 1));
    }
}
