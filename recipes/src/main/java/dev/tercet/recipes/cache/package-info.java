/** A local copy of a range of keys that follows the server. */
@NullMarked
package dev.tercet.recipes.cache;

import org.jspecify.annotations.NullMarked;
