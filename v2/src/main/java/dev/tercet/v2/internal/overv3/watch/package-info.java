/** Watches of the v2 API made of watches of v3: what happened in each revision, in v2's words. */
@NullMarked
package dev.tercet.v2.internal.overv3.watch;

import org.jspecify.annotations.NullMarked;
