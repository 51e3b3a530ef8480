/** What runs while its program leads. */
@NullMarked
package dev.tercet.recipes.internal.lead;

import org.jspecify.annotations.NullMarked;
