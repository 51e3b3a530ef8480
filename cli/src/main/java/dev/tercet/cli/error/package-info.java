/** How a command ends when it does not end well. */
@NullMarked
package dev.tercet.cli.error;

import org.jspecify.annotations.NullMarked;
