/** What recipes fail with beyond what the client itself does. */
@NullMarked
package dev.tercet.recipes.error;

import org.jspecify.annotations.NullMarked;
