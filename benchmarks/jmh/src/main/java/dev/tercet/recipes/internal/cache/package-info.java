/** Benchmarks of what the package of this name in the recipes keeps to itself. */
@NullMarked
package dev.tercet.recipes.internal.cache;

import org.jspecify.annotations.NullMarked;
