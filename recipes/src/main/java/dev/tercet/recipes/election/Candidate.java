package dev.tercet.recipes.election;

import dev.tercet.kv.Bytes;

/**
 * Somebody who leads, or waits to.
 *
 * @param key its key
 * @param value what it proclaims
 * @param revision its key's creation revision: the smallest one leads, and of two leaders the later has the greater one
 * @param lease the lease of its session
 * @since 0.1
 */
public record Candidate(Bytes key, Bytes value, long revision, long lease) {}
