/** What the fronts have in common: calls that are under way, and how many there were. */
@NullMarked
package dev.tercet.embedded.internal.front.call;

import org.jspecify.annotations.NullMarked;
