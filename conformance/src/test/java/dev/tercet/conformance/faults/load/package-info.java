/** An hour in fast motion: much is opened and closed, and then nothing of it may be left, here or at the server. */
@NullMarked
package dev.tercet.conformance.faults.load;

import org.jspecify.annotations.NullMarked;
