/** The table of v2's errors. */
@NullMarked
package dev.tercet.v2.internal.error;

import org.jspecify.annotations.NullMarked;
