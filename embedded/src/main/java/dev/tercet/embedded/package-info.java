/** A single-node etcd in memory, in the same process, for tests. Nothing of it is ever on a disk. */
@NullMarked
package dev.tercet.embedded;

import org.jspecify.annotations.NullMarked;
