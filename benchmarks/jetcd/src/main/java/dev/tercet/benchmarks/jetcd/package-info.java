/** jetcd as a contender. */
@NullMarked
package dev.tercet.benchmarks.jetcd;

import org.jspecify.annotations.NullMarked;
