/** What the server's own election service answers. */
@NullMarked
package dev.tercet.election;

import org.jspecify.annotations.NullMarked;
