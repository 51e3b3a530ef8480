/** Snapshots: taking one, and looking into one. */
@NullMarked
package dev.tercet.cli.snapshot;

import org.jspecify.annotations.NullMarked;
