/** Answers at random, from a seed: bytes that decoders refuse or read right, and servers whose every word may be wrong. */
@NullMarked
package dev.tercet.conformance.faults.wire.fuzz;

import org.jspecify.annotations.NullMarked;
