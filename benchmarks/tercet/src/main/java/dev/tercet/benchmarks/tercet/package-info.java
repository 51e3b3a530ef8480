/** Tercet as a contender. */
@NullMarked
package dev.tercet.benchmarks.tercet;

import org.jspecify.annotations.NullMarked;
