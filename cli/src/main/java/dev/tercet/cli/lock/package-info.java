/** Commands that hold something while they run: locks and leaderships. */
@NullMarked
package dev.tercet.cli.lock;

import org.jspecify.annotations.NullMarked;
