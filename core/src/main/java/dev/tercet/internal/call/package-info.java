/** A call from start to end: deadline, attempts, token, endpoint, error. */
@NullMarked
package dev.tercet.internal.call;

import org.jspecify.annotations.NullMarked;
