/** Tests of snapshots. */
@NullMarked
package dev.tercet.internal.snapshot;

import org.jspecify.annotations.NullMarked;
