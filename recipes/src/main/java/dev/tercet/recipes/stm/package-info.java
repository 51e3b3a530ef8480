/** Transactions that are written as if nobody else were there. */
@NullMarked
package dev.tercet.recipes.stm;

import org.jspecify.annotations.NullMarked;
