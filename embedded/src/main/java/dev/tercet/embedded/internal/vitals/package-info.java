/** How a server is, for those who look at it from outside. */
@NullMarked
package dev.tercet.embedded.internal.vitals;

import org.jspecify.annotations.NullMarked;
