/** Editing a value by hand. */
@NullMarked
package dev.tercet.cli.edit;

import org.jspecify.annotations.NullMarked;
