/** The shell: commands line by line, with one client for all of them. */
@NullMarked
package dev.tercet.cli.shell;

import org.jspecify.annotations.NullMarked;
