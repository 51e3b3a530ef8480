/** A prefix before every key, unseen by the caller. */
@NullMarked
package dev.tercet.internal.namespace;

import org.jspecify.annotations.NullMarked;
