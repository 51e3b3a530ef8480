/** How counters and sequences are done. */
@NullMarked
package dev.tercet.recipes.internal.counter;

import org.jspecify.annotations.NullMarked;
