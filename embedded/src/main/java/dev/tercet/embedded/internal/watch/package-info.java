/** Watches: streams of changes, from now on or from any revision that is kept. */
@NullMarked
package dev.tercet.embedded.internal.watch;

import org.jspecify.annotations.NullMarked;
