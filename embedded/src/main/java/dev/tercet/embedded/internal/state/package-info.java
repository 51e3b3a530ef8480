/** What all parts of a server share: its lock, its identity, its limits, and the header of every answer. */
@NullMarked
package dev.tercet.embedded.internal.state;

import org.jspecify.annotations.NullMarked;
