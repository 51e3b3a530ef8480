/** Faults put in by a test, where calls pass. */
@NullMarked
package dev.tercet.embedded.internal.fault;

import org.jspecify.annotations.NullMarked;
