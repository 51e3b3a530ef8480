/** Time, for whatever of this module is apart from the engine. */
@NullMarked
package dev.tercet.v2.internal.time;

import org.jspecify.annotations.NullMarked;
