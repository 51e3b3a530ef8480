package dev.tercet.auth;

import dev.tercet.kv.Header;

/**
 * Whether authentication is on.
 *
 * @param header the answer's header
 * @param enabled whether it is
 * @param revision how often users and roles were changed, beginning with 1
 * @since 0.1
 */
public record AuthStatus(Header header, boolean enabled, long revision) {}
