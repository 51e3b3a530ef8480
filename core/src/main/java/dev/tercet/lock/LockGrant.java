package dev.tercet.lock;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.Header;

/**
 * A lock that the server's lock service granted.
 *
 * @param header the answer's header
 * @param key the key that holds the lock while it exists: {@code <name>/<lease in hexadecimal>}; hand it to unlock
 * @param revision the revision at which the key was made: a fencing token, which rises from holder to holder. A transaction that
 *     compares the key's creation revision with it is refused once the lock is somebody else's
 * @since 0.1
 */
public record LockGrant(Header header, Bytes key, long revision) {
    /** The same with this revision: the server's own answer has none, the client reads it. */
    public LockGrant withRevision(long created) {
        return new LockGrant(header, key, created);
    }
}
