/** The service KV: what is refused, and what is done to the store. */
@NullMarked
package dev.tercet.embedded.internal.kv;

import org.jspecify.annotations.NullMarked;
