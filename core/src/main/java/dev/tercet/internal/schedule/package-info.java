/** Time: the one place with a clock and threads of our own. */
@NullMarked
package dev.tercet.internal.schedule;

import org.jspecify.annotations.NullMarked;
