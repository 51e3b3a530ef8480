/** Watches: what to watch, and the signals that come of it. */
@NullMarked
package dev.tercet.watch;

import org.jspecify.annotations.NullMarked;
