/** How a prefix is copied, followed and compared. */
@NullMarked
package dev.tercet.recipes.internal.mirror;

import org.jspecify.annotations.NullMarked;
