/** What the command tells of itself, to shells and to {@code man}. */
@NullMarked
package dev.tercet.cli.manual;

import org.jspecify.annotations.NullMarked;
