/** Which instances of a service there are, and where. */
@NullMarked
package dev.tercet.recipes.registry;

import org.jspecify.annotations.NullMarked;
