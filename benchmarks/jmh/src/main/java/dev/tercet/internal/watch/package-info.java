/** Benchmarks of what the package of this name in core keeps to itself. */
@NullMarked
package dev.tercet.internal.watch;

import org.jspecify.annotations.NullMarked;
