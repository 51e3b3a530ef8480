/** Copies of keys in another cluster, kept up to date. */
@NullMarked
package dev.tercet.cli.mirror;

import org.jspecify.annotations.NullMarked;
