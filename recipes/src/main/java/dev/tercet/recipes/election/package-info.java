/** Elections: one leader of many candidates, and what runs while it leads. */
@NullMarked
package dev.tercet.recipes.election;

import org.jspecify.annotations.NullMarked;
