/** Steps that can be cancelled, time, and order: what the recipes are driven by. */
@NullMarked
package dev.tercet.recipes.internal.flow;

import org.jspecify.annotations.NullMarked;
