/** What {@code ./faults} runs, and what comes of it. */
@NullMarked
package dev.tercet.conformance.faults.run;

import org.jspecify.annotations.NullMarked;
