package dev.tercet.spi;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.Header;
import dev.tercet.lock.LockGrant;

/**
 * The calls of {@code v3lockpb.Lock}.
 *
 * @since 0.1
 */
public final class LockRpcs {
    private static final String LOCK_SERVICE = "v3lockpb.Lock";

    /**
     * A lock wanted.
     *
     * @param name its name
     * @param lease the lease it hangs on
     */
    public record Acquire(Bytes name, long lease) {
        @Override
        public String toString() {
            return "lock " + name;
        }
    }

    /**
     * A lock to give back.
     *
     * @param key the key that holds it
     */
    public record Release(Bytes key) {
        @Override
        public String toString() {
            return "unlock " + key;
        }
    }

    public static final Rpc<Acquire, LockGrant> LOCK = Rpc.<Acquire, LockGrant>of(
                    LOCK_SERVICE, "Lock", "/lock/lock", Rpc.Kind.WRITE)
            .waiting();
    public static final Rpc<Release, Header> UNLOCK = Rpc.of(LOCK_SERVICE, "Unlock", "/lock/unlock", Rpc.Kind.WRITE);

    private LockRpcs() {}
}
