/** The code in the recipes' documents, compiled and run. */
@NullMarked
package dev.tercet.recipes.docs;

import org.jspecify.annotations.NullMarked;
