/** Export and import: keys and values in files. */
@NullMarked
package dev.tercet.cli.transfer;

import org.jspecify.annotations.NullMarked;
