/** How typed maps and their indexes are done. */
@NullMarked
package dev.tercet.recipes.internal.map;

import org.jspecify.annotations.NullMarked;
