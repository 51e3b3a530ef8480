/** Watching an election at the server's own service. */
@NullMarked
package dev.tercet.internal.election;

import org.jspecify.annotations.NullMarked;
