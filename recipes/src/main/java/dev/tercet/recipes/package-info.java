/** The way in: everything here is reached from {@link dev.tercet.recipes.Recipes}. */
@NullMarked
package dev.tercet.recipes;

import org.jspecify.annotations.NullMarked;
