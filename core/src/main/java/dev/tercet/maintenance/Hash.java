package dev.tercet.maintenance;

import dev.tercet.kv.Header;

/**
 * A hash of one member's data.
 *
 * @param header the answer's header
 * @param hash CRC-32C, unsigned
 * @param compactRevision what was compacted when it was computed; 0 for the hash of the whole database
 * @param hashRevision the revision hashed up to (3.6); 0 when the server does not say
 * @since 0.1
 */
public record Hash(Header header, long hash, long compactRevision, long hashRevision) {}
