/** Locks and elections as queues of keys in order, over either backend. */
@NullMarked
package dev.tercet.v2.internal.lock;

import org.jspecify.annotations.NullMarked;
