/** Numbers that many share: counters, and sequences of unique numbers. */
@NullMarked
package dev.tercet.recipes.counter;

import org.jspecify.annotations.NullMarked;
