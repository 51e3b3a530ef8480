/** State machines tried with every sequence of signals that their surroundings may bring, up to a depth. */
@NullMarked
package dev.tercet.explore;

import org.jspecify.annotations.NullMarked;
