/** Stand-ins for the engine. */
@NullMarked
package dev.tercet.internal.call;

import org.jspecify.annotations.NullMarked;
