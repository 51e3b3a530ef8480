/** What every command has at hand while it runs. */
@NullMarked
package dev.tercet.cli.run;

import org.jspecify.annotations.NullMarked;
