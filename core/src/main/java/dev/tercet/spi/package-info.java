/** What a transport provides and what it is given: the table of calls, and two ways to make them. */
@NullMarked
package dev.tercet.spi;

import org.jspecify.annotations.NullMarked;
