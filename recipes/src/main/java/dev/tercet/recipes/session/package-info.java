/** Sessions: a lease that is kept alive, and what hangs on it. */
@NullMarked
package dev.tercet.recipes.session;

import org.jspecify.annotations.NullMarked;
