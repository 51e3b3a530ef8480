/** Bare gRPC stubs as a contender, the one that the others are compared with. */
@NullMarked
package dev.tercet.benchmarks.bare;

import org.jspecify.annotations.NullMarked;
