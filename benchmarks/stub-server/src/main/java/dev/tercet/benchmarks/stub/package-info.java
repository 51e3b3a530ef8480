/** A server that answers at once, so that the client is what is measured. */
@NullMarked
package dev.tercet.benchmarks.stub;

import org.jspecify.annotations.NullMarked;
