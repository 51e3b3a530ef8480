/** What a recipe that holds something stands on. */
@NullMarked
package dev.tercet.recipes.internal.ground;

import org.jspecify.annotations.NullMarked;
