/** Two etcds side by side that are asked the same at random and must answer the same: every reply, event and error. */
@NullMarked
package dev.tercet.conformance.differential;

import org.jspecify.annotations.NullMarked;
