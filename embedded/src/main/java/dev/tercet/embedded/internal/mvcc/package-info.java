/** The store: every key with its history, until it is compacted. */
@NullMarked
package dev.tercet.embedded.internal.mvcc;

import org.jspecify.annotations.NullMarked;
