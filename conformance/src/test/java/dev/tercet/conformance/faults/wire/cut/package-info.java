/** Watches, one recorded and one put together, played again and again, broken off at every place there is. */
@NullMarked
package dev.tercet.conformance.faults.wire.cut;

import org.jspecify.annotations.NullMarked;
