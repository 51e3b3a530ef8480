/** Elections: candidates, leaders, and those who watch them. */
@NullMarked
package dev.tercet.recipes.internal.election;

import org.jspecify.annotations.NullMarked;
