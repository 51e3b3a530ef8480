/** Caches at work: the tree that holds the content, how it is kept up to date, and how others are told. */
@NullMarked
package dev.tercet.recipes.internal.cache;

import org.jspecify.annotations.NullMarked;
