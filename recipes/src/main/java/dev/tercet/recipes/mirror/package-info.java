/** Copies of a prefix in another cluster, kept up to date. */
@NullMarked
package dev.tercet.recipes.mirror;

import org.jspecify.annotations.NullMarked;
