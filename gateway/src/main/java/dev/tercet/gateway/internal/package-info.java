/**
 * The transport, put together from its parts, each of which knows only those before it: {@code http} moves bytes, {@code json} reads
 * and writes them, {@code dialect} knows which server speaks how, {@code call} is one request and one reply; on these stand
 * {@code lease} for renewals, {@code stream} for answers that go on, and {@code watch} for websockets.
 */
@NullMarked
package dev.tercet.gateway.internal;

import org.jspecify.annotations.NullMarked;
