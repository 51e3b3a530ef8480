/** Tercet by the v2 API as a contender, twice, and what HTTP alone can do. */
@NullMarked
package dev.tercet.benchmarks.v2;

import org.jspecify.annotations.NullMarked;
