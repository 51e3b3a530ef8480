/** Where a command connects, and as whom. */
@NullMarked
package dev.tercet.cli.connect;

import org.jspecify.annotations.NullMarked;
