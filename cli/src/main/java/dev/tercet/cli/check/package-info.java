/** Loads a cluster as etcdctl does, and says whether it bears it. */
@NullMarked
package dev.tercet.cli.check;

import org.jspecify.annotations.NullMarked;
