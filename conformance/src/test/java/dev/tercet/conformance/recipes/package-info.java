/** The recipes, over every backend, transport and form. */
@NullMarked
package dev.tercet.conformance.recipes;

import org.jspecify.annotations.NullMarked;
