/** How paths are written. */
@NullMarked
package dev.tercet.v2.internal.path;

import org.jspecify.annotations.NullMarked;
