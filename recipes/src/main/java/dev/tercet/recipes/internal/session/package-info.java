/** Sessions put together. */
@NullMarked
package dev.tercet.recipes.internal.session;

import org.jspecify.annotations.NullMarked;
