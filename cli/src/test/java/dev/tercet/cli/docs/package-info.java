/** The code in the README and in the guide, compiled and run. */
@NullMarked
package dev.tercet.cli.docs;

import org.jspecify.annotations.NullMarked;
