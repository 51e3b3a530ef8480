/** The tour: what the client does, shown step by step and checked. */
@NullMarked
package dev.tercet.cli.tour;

import org.jspecify.annotations.NullMarked;
