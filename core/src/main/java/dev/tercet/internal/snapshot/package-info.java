/** Snapshots on their way to a file. */
@NullMarked
package dev.tercet.internal.snapshot;

import org.jspecify.annotations.NullMarked;
