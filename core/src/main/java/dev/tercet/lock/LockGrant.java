package dev.tercet.lock;

import dev.tercet.kv.Bytes;
import dev.tercet.kv.Header;

/**
 * A lock that the server's lock service granted.
 *
 * @param header the answer's header
 * @param key the key that holds the lock while it exists: {@code <name>/<lease in hexadecimal>}; hand it to unlock
 * @since 0.1
 */
public record LockGrant(Header header, Bytes key) {}
