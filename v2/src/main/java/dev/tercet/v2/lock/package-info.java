/** Locks and elections of the v2 clients. */
@NullMarked
package dev.tercet.v2.lock;

import org.jspecify.annotations.NullMarked;
