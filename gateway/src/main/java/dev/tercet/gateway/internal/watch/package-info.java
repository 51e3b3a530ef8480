/** Many watches on few websockets. */
@NullMarked
package dev.tercet.gateway.internal.watch;

import org.jspecify.annotations.NullMarked;
