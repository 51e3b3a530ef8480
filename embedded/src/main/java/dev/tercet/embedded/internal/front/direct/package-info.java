/** Clients in the same process, without a socket. */
@NullMarked
package dev.tercet.embedded.internal.front.direct;

import org.jspecify.annotations.NullMarked;
