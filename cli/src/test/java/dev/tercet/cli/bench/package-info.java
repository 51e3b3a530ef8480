/** Tests of {@code tercet bench}. */
@NullMarked
package dev.tercet.cli.bench;

import org.jspecify.annotations.NullMarked;
