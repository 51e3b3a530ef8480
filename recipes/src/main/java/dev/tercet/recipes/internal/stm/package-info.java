/** How transactional memory and updates are done. */
@NullMarked
package dev.tercet.recipes.internal.stm;

import org.jspecify.annotations.NullMarked;
