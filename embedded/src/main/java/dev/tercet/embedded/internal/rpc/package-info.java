/** Calls and streams, whatever front they came through. */
@NullMarked
package dev.tercet.embedded.internal.rpc;

import org.jspecify.annotations.NullMarked;
