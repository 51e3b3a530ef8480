/** What every contender of the benchmark shares: the work, the loops that do it, and the figures they yield. */
@NullMarked
package dev.tercet.benchmarks;

import org.jspecify.annotations.NullMarked;
