/** Guarded transactions: sent, tried again, and found out about when their reply is lost. */
@NullMarked
package dev.tercet.recipes.internal.commit;

import org.jspecify.annotations.NullMarked;
