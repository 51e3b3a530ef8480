/** How services are registered, listed and watched. */
@NullMarked
package dev.tercet.recipes.internal.registry;

import org.jspecify.annotations.NullMarked;
