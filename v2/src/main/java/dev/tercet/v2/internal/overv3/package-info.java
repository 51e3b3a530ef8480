/** The v2 API made of the v3 store: how paths lie in it, and the calls on keys. */
@NullMarked
package dev.tercet.v2.internal.overv3;

import org.jspecify.annotations.NullMarked;
